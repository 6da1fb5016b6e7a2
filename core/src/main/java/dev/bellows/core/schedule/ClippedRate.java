package dev.bellows.core.schedule;

import java.util.Arrays;

/// Another rate, kept between two limits.
///
/// The moments at which the rate crosses a limit are found once, by going from corner to corner up
/// to a horizon and halving where its zone (below, between, above) changes. Between two such
/// moments the integral is exact, and after the last one the rate stays in its zone.
final class ClippedRate implements RateCurve {

  /// Corners looked at and changes of zone kept. More than the longest recording of a load has, and
  /// little enough for the memory of a load tester.
  private static final int MOST_STEPS = 1_000_000;

  /// A corner's time is rounded where it is reckoned from another curve's. So many units in the
  /// last place before and after it, the rate is surely on that side of a jump.
  private static final int ROUNDING = 16;

  /// Of a crossing, as a share of the way from corner to corner. What it leaves of the integral is
  /// its square.
  private static final double SHARPNESS = 1e-8;

  private final RateCurve curve;
  private final double lowPerSecond;
  private final double highPerSecond;
  private double[] starts = new double[8];
  private double[] arrivals = new double[8];
  private int count;

  ClippedRate(RateCurve curve, double lowPerSecond, double highPerSecond, double horizonSeconds) {
    this.curve = curve;
    this.lowPerSecond = lowPerSecond;
    this.highPerSecond = highPerSecond;
    add(0);
    double at = 0;
    for (int corners = 0; at < horizonSeconds; corners++) {
      if (corners + count > MOST_STEPS) {
        throw new IllegalArgumentException(
            "a rate must have at most %d corners and crossings of its limits, but had more by %s s"
                .formatted(MOST_STEPS, at));
      }
      double corner = Math.min(horizonSeconds, curve.cornerAfter(at));
      double margin = ROUNDING * Math.ulp(Math.max(at, corner));
      double before = Math.max(at, corner - margin);
      double turn = turnBetween(at, before);
      follow(at, turn);
      follow(turn, before);
      at = Math.max(at, corner) + margin;
      follow(before, at);
    }
    starts = Arrays.copyOf(starts, count);
    arrivals = Arrays.copyOf(arrivals, count);
  }

  @Override
  public double ratePerSecond(double seconds) {
    return Math.clamp(curve.ratePerSecond(seconds), lowPerSecond, highPerSecond);
  }

  @Override
  public double peakPerSecond() {
    return Math.clamp(curve.peakPerSecond(), lowPerSecond, highPerSecond);
  }

  @Override
  public double arrivalsUntil(double seconds) {
    int piece = Ascending.lastBelow(seconds, starts);
    return arrivals[piece] + within(starts[piece], seconds);
  }

  @Override
  public double timeOf(double wanted, double fromSeconds) {
    int piece = Ascending.lastBelow(wanted, arrivals);
    double start = starts[piece];
    double missing = wanted - arrivals[piece];
    if (missing <= 0) {
      return fromSeconds;
    }
    double at =
        switch (zone(start)) {
          case -1 -> start + missing / lowPerSecond;
          case 1 -> start + missing / highPerSecond;
          default -> curve.timeOf(curve.arrivalsUntil(start) + missing, start);
        };
    return Math.max(fromSeconds, piece + 1 < count ? Math.min(at, starts[piece + 1]) : at);
  }

  @Override
  public double cornerAfter(double seconds) {
    return Math.min(Ascending.firstAbove(seconds, starts), curve.cornerAfter(seconds));
  }

  /// Arrivals from the start of a piece to a moment in it.
  private double within(double start, double end) {
    return switch (zone(start)) {
      case -1 -> lowPerSecond * (end - start);
      case 1 -> highPerSecond * (end - start);
      default -> curve.arrivalsUntil(end) - curve.arrivalsUntil(start);
    };
  }

  private int zone(double seconds) {
    double rate = curve.ratePerSecond(seconds);
    if (rate < lowPerSecond) {
      return -1;
    }
    return rate > highPerSecond ? 1 : 0;
  }

  /// Where an arc is highest or lowest, or its start if it only rises or falls: the vertex of the
  /// parabola through its ends and its middle.
  private double turnBetween(double from, double to) {
    double middle = (from + to) / 2;
    double first = curve.ratePerSecond(from);
    double last = curve.ratePerSecond(to);
    double bend = first - 2 * curve.ratePerSecond(middle) + last;
    double vertex = (first - last) / (2 * bend);
    return Math.abs(vertex) < 1 ? middle + vertex * (to - from) / 2 : from;
  }

  /// Keeps the changes of zone between two moments between which the rate does not turn.
  private void follow(double from, double to) {
    double at = from;
    while (zone(at) != zone(to)) {
      at = firstChange(at, to);
      add(at);
    }
  }

  /// A moment just after the first change of zone. Where the rate is a straight line two looks
  /// beside the crossing find it; else halving does, at a jump down to the first representable
  /// moment.
  private double firstChange(double from, double to) {
    int before = zone(from);
    double first = curve.ratePerSecond(from);
    double last = curve.ratePerSecond(to);
    double limit = before < 0 || before == 0 && last < first ? lowPerSecond : highPerSecond;
    double crossing = from + (limit - first) / (last - first) * (to - from);
    double finest = SHARPNESS * (to - from);
    double low = from;
    double high = to;
    for (int look = 0; high - low > finest; look++) {
      double middle =
          switch (look) {
            case 0 -> crossing - finest / 3;
            case 1 -> crossing + finest / 3;
            default -> (low + high) / 2;
          };
      boolean inside = middle > low && middle < high;
      if (inside && zone(middle) == before) {
        low = middle;
      } else if (inside) {
        high = middle;
      } else if (look > 1) {
        return high;
      }
    }
    return high;
  }

  private void add(double start) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      arrivals = Arrays.copyOf(arrivals, 2 * count);
    }
    arrivals[count] = count == 0 ? 0 : arrivals[count - 1] + within(starts[count - 1], start);
    starts[count++] = start;
  }
}
