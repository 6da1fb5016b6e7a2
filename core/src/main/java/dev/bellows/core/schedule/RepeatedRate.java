package dev.bellows.core.schedule;

/// The first `periodSeconds` of another rate, over and over.
record RepeatedRate(RateCurve curve, double periodSeconds) implements RateCurve {

  RepeatedRate {
    if (!(periodSeconds > 0)) {
      throw new IllegalArgumentException("a period must be above 0 s, but was " + periodSeconds);
    }
  }

  @Override
  public double ratePerSecond(double seconds) {
    return curve.ratePerSecond(seconds % periodSeconds);
  }

  @Override
  public double peakPerSecond() {
    return curve.peakPerSecond();
  }

  @Override
  public double arrivalsUntil(double seconds) {
    double periods = Math.floor(seconds / periodSeconds);
    return periods * curve.arrivalsUntil(periodSeconds)
        + curve.arrivalsUntil(Math.max(0, seconds - periods * periodSeconds));
  }

  @Override
  public double timeOf(double arrivals, double fromSeconds) {
    double perPeriod = curve.arrivalsUntil(periodSeconds);
    if (arrivals <= 0) {
      return fromSeconds;
    }
    if (perPeriod <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double periods = Math.floor(arrivals / perPeriod);
    double rest = Math.max(0, arrivals - periods * perPeriod);
    double within = rest == 0 ? 0 : Math.min(periodSeconds, curve.timeOf(rest, 0));
    return Math.max(fromSeconds, periods * periodSeconds + within);
  }
}
