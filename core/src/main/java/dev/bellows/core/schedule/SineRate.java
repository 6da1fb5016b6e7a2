package dev.bellows.core.schedule;

/// A rate that swings around a mean.
///
/// ```
/// rate(t) = mean + amplitude * sin(2 pi t / period)
///
///   mean + amplitude     .-''-.
///   mean              --'------'.--------.'--
///   mean - amplitude              '-..-'
///                     0       period/2      period
/// ```
///
/// `mean` and `amplitude` in arrivals/s with `0 <= amplitude <= mean`, `period` in seconds. The
/// integral is `mean t + amplitude period / (2 pi) * (1 - cos(2 pi t / period))`.
record SineRate(double meanPerSecond, double amplitudePerSecond, double periodSeconds)
    implements RateCurve {

  /// In a period. So short that a parabola finds where a sum of such arcs turns.
  private static final int ARCS = 16;

  SineRate {
    if (!(amplitudePerSecond >= 0 && amplitudePerSecond <= meanPerSecond)) {
      throw new IllegalArgumentException(
          "the amplitude must be between 0 and the mean (%s), but was %s"
              .formatted(meanPerSecond, amplitudePerSecond));
    }
    if (!(periodSeconds > 0)) {
      throw new IllegalArgumentException("the period must be above 0 s, but was " + periodSeconds);
    }
  }

  @Override
  public double ratePerSecond(double seconds) {
    return meanPerSecond + amplitudePerSecond * Math.sin(angle(seconds));
  }

  @Override
  public double peakPerSecond() {
    return meanPerSecond + amplitudePerSecond;
  }

  @Override
  public double arrivalsUntil(double seconds) {
    double swing = amplitudePerSecond * periodSeconds / (2 * Math.PI);
    return meanPerSecond * seconds + swing * (1 - Math.cos(angle(seconds)));
  }

  /// The ends of its arcs, among them its crests, its troughs and its mean.
  @Override
  public double cornerAfter(double seconds) {
    double arc = periodSeconds / ARCS;
    return (Math.floor(seconds / arc) + 1) * arc;
  }

  /// One swing is clipped and repeated.
  @Override
  public RateCurve clipped(double lowPerSecond, double highPerSecond, double horizonSeconds) {
    return new RepeatedRate(
        new ClippedRate(this, lowPerSecond, highPerSecond, Math.min(horizonSeconds, periodSeconds)),
        periodSeconds);
  }

  private double angle(double seconds) {
    return 2 * Math.PI * seconds / periodSeconds;
  }
}
