package dev.bellows.core.schedule;

import java.util.List;

/// Several rates at once.
record SumRate(List<RateCurve> curves) implements RateCurve {

  SumRate {
    curves = List.copyOf(curves);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("a sum needs at least one rate, but got none");
    }
  }

  @Override
  public double ratePerSecond(double seconds) {
    return curves.stream().mapToDouble(curve -> curve.ratePerSecond(seconds)).sum();
  }

  /// The peaks need not coincide, so this is a bound that may never be reached.
  @Override
  public double peakPerSecond() {
    return curves.stream().mapToDouble(RateCurve::peakPerSecond).sum();
  }

  @Override
  public double arrivalsUntil(double seconds) {
    return curves.stream().mapToDouble(curve -> curve.arrivalsUntil(seconds)).sum();
  }
}
