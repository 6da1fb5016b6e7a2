package dev.bellows.core.schedule;

/// Another rate played `speed` times as fast: the same heights in less time, so `1 / speed` times
/// the arrivals.
record CompressedRate(RateCurve curve, double speed) implements RateCurve {

  CompressedRate {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("a speed must be above 0, but was " + speed);
    }
  }

  @Override
  public double ratePerSecond(double seconds) {
    return curve.ratePerSecond(seconds * speed);
  }

  @Override
  public double peakPerSecond() {
    return curve.peakPerSecond();
  }

  @Override
  public double arrivalsUntil(double seconds) {
    return curve.arrivalsUntil(seconds * speed) / speed;
  }

  @Override
  public double timeOf(double arrivals, double fromSeconds) {
    return curve.timeOf(arrivals * speed, fromSeconds * speed) / speed;
  }

  @Override
  public double cornerAfter(double seconds) {
    return curve.cornerAfter(seconds * speed) / speed;
  }

  @Override
  public RateCurve clipped(double lowPerSecond, double highPerSecond, double horizonSeconds) {
    return new CompressedRate(
        curve.clipped(lowPerSecond, highPerSecond, horizonSeconds * speed), speed);
  }
}
