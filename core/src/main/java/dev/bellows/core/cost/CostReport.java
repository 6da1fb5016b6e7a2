package dev.bellows.core.cost;

import dev.bellows.core.scorecard.Overlay;
import dev.bellows.core.scorecard.Overlay.Piece;
import dev.bellows.core.scorecard.StepSeries;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// What a run cost, beside what it would have cost otherwise.
///
/// With `d(t)` the demand, `p(t)` the replicas paid for, `c` the price of a replica-hour, `T` the
/// duration and `r` what the answered requests cost:
///
/// | figure | formula |
/// |---|---|
/// | `run` | `c integral p dt + r` |
/// | `overProvisioned` | `c integral max(p - d, 0) dt`, a part of `run` |
/// | `staticPeak` | `c T max(d) + r`: always as many as the highest demand needed |
/// | `oracle` | `c integral d dt + r`: at each moment as many as were needed |
/// | `perThousandAnswered` | `run / answered x 1,000`; empty where nothing was answered |
/// | `now` | `c p(T)`, per hour |
/// | `monthProjection` | `run / T`, for a month |
/// | `potential` | `1 - oracle / run`, at least 0: the share that a perfect autoscaler would save |
///
/// The oracle costs no more than any run whose supply was never below demand: both are integrals
/// over the same pieces of time.
public record CostReport(
    String currency,
    Cost run,
    double overProvisioned,
    Cost staticPeak,
    Cost oracle,
    OptionalDouble perThousandAnswered,
    HourlyPrice now,
    MonthlyPrice monthProjection,
    double potential) {

  private static final double THOUSAND = 1000;
  private static final double SECONDS_PER_HOUR = 3600;

  /// @param paid replicas that exist, Ready or not
  /// @param answered requests answered in the run
  public static CostReport of(
      Prices prices,
      Footprint footprint,
      StepSeries demand,
      StepSeries paid,
      double untilSeconds,
      long answered) {
    List<Piece> pieces = Overlay.of(demand, paid, untilSeconds);
    double most = pieces.stream().mapToDouble(Piece::first).max().orElse(0);
    double surplusSeconds = seconds(pieces, piece -> Math.max(piece.second() - piece.first(), 0));
    Cost run = Cost.of(prices, footprint, seconds(pieces, Piece::second), answered);
    Cost oracle = Cost.of(prices, footprint, seconds(pieces, Piece::first), answered);
    Cost staticPeak = Cost.of(prices, footprint, seconds(pieces, _ -> most), answered);
    return new CostReport(
        prices.currency(),
        run,
        footprint.perHour(prices).forSeconds(surplusSeconds),
        staticPeak,
        oracle,
        answered == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(run.total() / answered * THOUSAND),
        footprint.perHour(prices).times(pieces.getLast().second()),
        new HourlyPrice(run.total() / untilSeconds * SECONDS_PER_HOUR).perMonth(),
        run.total() > 0 ? Math.max(0, 1 - oracle.total() / run.total()) : 0);
  }

  /// Whether 1,000 answered requests cost more than a limit. A run that answered none and cost
  /// something exceeds every limit.
  public boolean exceeds(double mostPerThousand) {
    return perThousandAnswered.isPresent()
        ? perThousandAnswered.getAsDouble() > mostPerThousand
        : run.total() > 0;
  }

  private static double seconds(List<Piece> pieces, ToDoubleFunction<Piece> replicas) {
    double sum = 0;
    for (Piece piece : pieces) {
      sum += replicas.applyAsDouble(piece) * piece.seconds();
    }
    return sum;
  }
}
