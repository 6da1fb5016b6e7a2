package dev.bellows.core.schedule;

/// Another rate, `factor` times as high.
record ScaledRate(RateCurve curve, double factor) implements RateCurve {

  ScaledRate {
    if (!(factor >= 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("a factor must be 0 or more, but was " + factor);
    }
  }

  @Override
  public double ratePerSecond(double seconds) {
    return factor * curve.ratePerSecond(seconds);
  }

  @Override
  public double peakPerSecond() {
    return factor * curve.peakPerSecond();
  }

  @Override
  public double arrivalsUntil(double seconds) {
    return factor * curve.arrivalsUntil(seconds);
  }

  @Override
  public double timeOf(double arrivals, double fromSeconds) {
    return factor == 0 && arrivals > 0
        ? Double.POSITIVE_INFINITY
        : curve.timeOf(factor == 0 ? 0 : arrivals / factor, fromSeconds);
  }

  @Override
  public double cornerAfter(double seconds) {
    return factor == 0 ? Double.POSITIVE_INFINITY : curve.cornerAfter(seconds);
  }

  @Override
  public RateCurve clipped(double lowPerSecond, double highPerSecond, double horizonSeconds) {
    return factor == 0
        ? RateCurves.constant(lowPerSecond)
        : new ScaledRate(
            curve.clipped(lowPerSecond / factor, highPerSecond / factor, horizonSeconds), factor);
  }
}
