package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scorecard.Overlay;
import dev.bellows.core.scorecard.Overlay.Piece;
import dev.bellows.core.scorecard.StepSeries;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The autoscaler stood at its largest count and the load asked for more.
///
/// It counts when the load at the autoscaler's target exceeds the maximum by more than the
/// tolerance, or the demand exceeds it at all, for as long as a tick.
final class AtMax implements Detector {

  private static final double SHORTEST_SECONDS = 15;

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    int max = trial.observed().maxReplicas();
    double until = trial.observed().untilSeconds();
    StepSeries load = trial.observed().load();
    StepSeries demand = trial.observed().demand();
    double tolerated = max * (1 + trial.settings().tolerance());
    double seconds = 0;
    double first = -1;
    for (Piece piece : Overlay.of(trial.observed().desired(), demand, until)) {
      List<Piece> loads =
          Overlay.of(
              load.between(piece.fromSeconds(), piece.toSeconds()),
              StepSeries.constant(piece.second()),
              piece.seconds());
      for (Piece part : loads) {
        boolean wanting = part.first() > tolerated || part.second() > max;
        if (piece.first() >= max && wanting) {
          seconds += part.seconds();
          first = first < 0 ? piece.fromSeconds() + part.fromSeconds() : first;
        }
      }
    }
    if (seconds < SHORTEST_SECONDS) {
      return Stream.empty();
    }
    int needed = (int) Math.ceil(Math.max(load.peak(), demand.peak()));
    return Stream.of(
        new Finding(
            Kind.AT_MAX,
            Text.of("The autoscaler was at max, its %d replicas, while the load needed more.", max),
            Text.of(
                "%.0f s of %.0f s at max with too much load; the load asked for up to %.1f replicas at the target, the SLO for %.0f",
                seconds, until, load.peak(), demand.peak()),
            "maxReplicas: " + Math.max(needed, max + 1),
            Optional.of(first)));
  }
}
