package dev.bellows.core.schedule;

import java.util.Arrays;

/// A rate that holds from one moment to the next, and the last one without end. It takes 24 bytes a
/// moment, because recordings have many.
final class StaircaseRate implements RateCurve {
  private final double[] seconds;
  private final double[] rates;
  private final double[] arrivals;

  /// @param seconds from 0 on, in order; of equal moments the last counts
  /// @param rates from each moment on, 0 or more
  /// @param arrivals until each moment
  StaircaseRate(double[] seconds, double[] rates, double[] arrivals) {
    this.seconds = seconds;
    this.rates = rates;
    this.arrivals = arrivals;
  }

  /// @param seconds from 0 on, in order; of equal moments the last counts
  /// @param rates from each moment on, 0 or more
  static StaircaseRate of(double[] seconds, double[] rates) {
    double[] arrivals = new double[seconds.length];
    for (int i = 1; i < seconds.length; i++) {
      arrivals[i] = arrivals[i - 1] + rates[i - 1] * (seconds[i] - seconds[i - 1]);
    }
    return new StaircaseRate(seconds, rates, arrivals);
  }

  @Override
  public double ratePerSecond(double at) {
    return rates[Ascending.lastUpTo(at, seconds)];
  }

  @Override
  public double peakPerSecond() {
    return Arrays.stream(rates).max().orElseThrow();
  }

  @Override
  public double arrivalsUntil(double at) {
    int step = Ascending.lastUpTo(at, seconds);
    return arrivals[step] + rates[step] * (at - seconds[step]);
  }

  @Override
  public double timeOf(double wanted, double fromSeconds) {
    if (wanted <= 0) {
      return fromSeconds;
    }
    int step = Ascending.lastBelow(wanted, arrivals);
    double missing = wanted - arrivals[step];
    if (rates[step] == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double at = seconds[step] + missing / rates[step];
    double end = step + 1 < seconds.length ? seconds[step + 1] : Double.POSITIVE_INFINITY;
    return Math.max(fromSeconds, Math.min(at, end));
  }

  @Override
  public double cornerAfter(double at) {
    return Ascending.firstAbove(at, seconds);
  }
}
