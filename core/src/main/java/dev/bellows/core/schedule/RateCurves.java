package dev.bellows.core.schedule;

import dev.bellows.core.schedule.PiecewiseLinearRate.Point;
import java.util.ArrayList;
import java.util.List;

/// The shapes a load can have. Rates in arrivals/s, times in seconds.
public final class RateCurves {

  private RateCurves() {}

  public static RateCurve constant(double ratePerSecond) {
    return new PiecewiseLinearRate(List.of(new Point(0, ratePerSecond)));
  }

  /// From one rate to another in a straight line, then level.
  public static RateCurve ramp(double fromPerSecond, double toPerSecond, double seconds) {
    return new PiecewiseLinearRate(
        List.of(new Point(0, fromPerSecond), new Point(seconds, toPerSecond)));
  }

  /// One step of a staircase.
  public record Step(double seconds, double ratePerSecond) {
    public Step {
      if (!(seconds > 0)) {
        throw new IllegalArgumentException("a step must last longer than 0 s, but was " + seconds);
      }
    }
  }

  /// A staircase: each rate is held for its time, the last one without end.
  public static RateCurve steps(List<Step> steps) {
    List<Point> points = new ArrayList<>();
    double at = 0;
    for (Step step : steps) {
      points.add(new Point(at, step.ratePerSecond()));
      at += step.seconds();
      points.add(new Point(at, step.ratePerSecond()));
    }
    return new PiecewiseLinearRate(points);
  }

  /// A swing around a mean that starts at the mean and rises first.
  public static RateCurve sine(
      double meanPerSecond, double amplitudePerSecond, double periodSeconds) {
    return new SineRate(meanPerSecond, amplitudePerSecond, periodSeconds);
  }

  /// A level with one excursion.
  public static RateCurve spike(
      double basePerSecond, double peakPerSecond, double atSeconds, double forSeconds) {
    return new PiecewiseLinearRate(
        List.of(
            new Point(0, basePerSecond),
            new Point(atSeconds, basePerSecond),
            new Point(atSeconds, peakPerSecond),
            new Point(atSeconds + forSeconds, peakPerSecond),
            new Point(atSeconds + forSeconds, basePerSecond)));
  }

  /// Teeth that rise in a straight line and fall at once.
  public static RateCurve sawtooth(
      double lowPerSecond, double highPerSecond, double periodSeconds) {
    return repeat(ramp(lowPerSecond, highPerSecond, periodSeconds), periodSeconds);
  }

  public static RateCurve sum(List<RateCurve> curves) {
    return curves.size() == 1 ? curves.getFirst() : new SumRate(curves);
  }

  /// The same shape, `factor` times as high.
  public static RateCurve scale(RateCurve curve, double factor) {
    return new ScaledRate(curve, factor);
  }

  /// The same shape, `speed` times as fast.
  public static RateCurve compress(RateCurve curve, double speed) {
    return new CompressedRate(curve, speed);
  }

  /// The first `periodSeconds`, over and over.
  public static RateCurve repeat(RateCurve curve, double periodSeconds) {
    return new RepeatedRate(curve, periodSeconds);
  }

  /// The same shape, never below one limit nor above the other; exact up to the horizon.
  ///
  /// @throws IllegalArgumentException if the limits are in the wrong order, or the curve has more
  ///   corners than can be looked at
  public static RateCurve clip(
      RateCurve curve, double lowPerSecond, double highPerSecond, double horizonSeconds) {
    if (!(lowPerSecond >= 0 && lowPerSecond <= highPerSecond)) {
      throw new IllegalArgumentException(
          "the lower limit must be between 0 and the upper one (%s), but was %s"
              .formatted(highPerSecond, lowPerSecond));
    }
    return curve.clipped(lowPerSecond, highPerSecond, horizonSeconds);
  }
}
