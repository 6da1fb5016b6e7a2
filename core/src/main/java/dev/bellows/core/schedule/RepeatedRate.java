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
    // The end of a period is the one before, not the start of the next: nothing may be due for long
    // between them. Rounding must not decide it, so it is asked as arrivalsUntil reckons it.
    double periods = Math.max(0, Math.ceil(arrivals / perPeriod) - 1);
    if (periods > 0 && arrivals <= (periods - 1) * perPeriod + perPeriod) {
      periods--;
    }
    double rest = Math.clamp(arrivals - periods * perPeriod, 0, perPeriod);
    double within = Math.min(periodSeconds, curve.timeOf(rest, 0));
    return Math.max(fromSeconds, periods * periodSeconds + within);
  }

  @Override
  public double cornerAfter(double seconds) {
    double start = Math.floor(seconds / periodSeconds) * periodSeconds;
    return start + Math.min(periodSeconds, curve.cornerAfter(Math.max(0, seconds - start)));
  }

  @Override
  public RateCurve clipped(double lowPerSecond, double highPerSecond, double horizonSeconds) {
    return new RepeatedRate(
        curve.clipped(lowPerSecond, highPerSecond, Math.min(horizonSeconds, periodSeconds)),
        periodSeconds);
  }
}
