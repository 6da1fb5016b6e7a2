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
    return rates[stepAt(at)];
  }

  @Override
  public double peakPerSecond() {
    return Arrays.stream(rates).max().orElseThrow();
  }

  @Override
  public double arrivalsUntil(double at) {
    int step = stepAt(at);
    return arrivals[step] + rates[step] * (at - seconds[step]);
  }

  @Override
  public double timeOf(double wanted, double fromSeconds) {
    if (wanted <= 0) {
      return fromSeconds;
    }
    // The step in which it is reached, so the one before the first moment by which it was.
    int step = firstReaching(wanted) - 1;
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
    int next = stepAt(at) + 1;
    return next == seconds.length ? Double.POSITIVE_INFINITY : seconds[next];
  }

  /// The last moment that is not after this one.
  private int stepAt(double at) {
    int low = 0;
    int high = seconds.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (seconds[middle] <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The first moment until which so many have arrived; past the last one if there is none.
  private int firstReaching(double wanted) {
    int low = 1;
    int high = arrivals.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (arrivals[middle] >= wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
