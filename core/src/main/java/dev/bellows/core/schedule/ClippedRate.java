package dev.bellows.core.schedule;

import java.util.Arrays;

/// Another rate, kept between two limits.
///
/// The moments at which the rate crosses a limit are found once, by looking at it in small steps up
/// to a horizon and halving where its zone (below, between, above) changes. Between two such
/// moments the integral is exact. An excursion shorter than a step can be missed.
final class ClippedRate implements RateCurve {

  private static final int STEPS = 100_000;

  private final RateCurve curve;
  private final double lowPerSecond;
  private final double highPerSecond;
  private double[] starts = new double[8];
  private double[] arrivals = new double[8];
  private int count;

  ClippedRate(RateCurve curve, double lowPerSecond, double highPerSecond, double horizonSeconds) {
    if (!(lowPerSecond >= 0 && lowPerSecond <= highPerSecond)) {
      throw new IllegalArgumentException(
          "the lower limit must be between 0 and the upper one (%s), but was %s"
              .formatted(highPerSecond, lowPerSecond));
    }
    this.curve = curve;
    this.lowPerSecond = lowPerSecond;
    this.highPerSecond = highPerSecond;
    add(0);
    double at = 0;
    for (int step = 1; step <= STEPS; step++) {
      double end = horizonSeconds * step / STEPS;
      while (zone(at) != zone(end)) {
        double change = firstChange(at, end);
        add(change);
        at = change;
      }
      at = end;
    }
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
    int found = Arrays.binarySearch(starts, 0, count, seconds);
    int piece = found >= 0 ? found : -found - 2;
    return arrivals[piece] + within(starts[piece], seconds);
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

  /// The first representable moment after `from` that is not in its zone any more.
  private double firstChange(double from, double to) {
    int before = zone(from);
    double low = from;
    double high = to;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return high;
      }
      if (zone(middle) == before) {
        low = middle;
      } else {
        high = middle;
      }
    }
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
