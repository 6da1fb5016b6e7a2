package dev.bellows.core.schedule;

import java.util.List;

/// Several rates at once. Plain loops where it is asked for each arrival: a stream takes several
/// times as long.
record SumRate(List<RateCurve> curves) implements RateCurve {

  SumRate {
    curves = List.copyOf(curves);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("a sum needs at least one rate, but got none");
    }
  }

  @Override
  public double ratePerSecond(double seconds) {
    double sum = 0;
    for (RateCurve curve : curves) {
      sum += curve.ratePerSecond(seconds);
    }
    return sum;
  }

  /// The peaks need not coincide, so this is a bound that may never be reached.
  @Override
  public double peakPerSecond() {
    return curves.stream().mapToDouble(RateCurve::peakPerSecond).sum();
  }

  @Override
  public double arrivalsUntil(double seconds) {
    double sum = 0;
    for (RateCurve curve : curves) {
      sum += curve.arrivalsUntil(seconds);
    }
    return sum;
  }

  @Override
  public double cornerAfter(double seconds) {
    double first = Double.POSITIVE_INFINITY;
    for (RateCurve curve : curves) {
      first = Math.min(first, curve.cornerAfter(seconds));
    }
    return first;
  }
}
