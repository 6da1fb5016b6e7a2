package dev.bellows.core.schedule;

/// A rate of arrivals over time, defined from second 0 on without end.
public interface RateCurve {

  /// The rate at this moment \[arrivals/s\], never negative. At a jump, the rate after it.
  double ratePerSecond(double seconds);

  /// A rate that is never exceeded \[arrivals/s\].
  double peakPerSecond();

  /// The most arrivals that are due within one second of the first `seconds`. Unlike the peak, it
  /// says little of an excursion that is over at once, as each request of a recording is one.
  default double busiestSecond(double seconds) {
    double busiest = 0;
    double before = 0;
    for (int second = 0; second < seconds; second++) {
      double until = arrivalsUntil(Math.min(second + 1, seconds));
      busiest = Math.max(busiest, until - before);
      before = until;
    }
    return Math.rint(busiest * 1e6) / 1e6;
  }

  /// The integral of the rate from 0 to this moment \[arrivals\].
  double arrivalsUntil(double seconds);

  /// The earliest moment \[s\], not before `fromSeconds`, at which the integral reaches `arrivals`;
  /// infinite if it never does.
  ///
  /// Newton's method inside a bracket: a step that leaves the bracket (the rate was nearly zero, or
  /// jumped) becomes a bisection, so any monotone integral converges.
  default double timeOf(double arrivals, double fromSeconds) {
    double low = fromSeconds;
    double missing = arrivals - arrivalsUntil(low);
    if (missing <= 0) {
      return low;
    }
    double rate = ratePerSecond(low);
    double step = rate > 0 ? missing / rate : 1;
    double high = low + step;
    while (arrivalsUntil(high) < arrivals) {
      low = high;
      step *= 2;
      high = low + step;
      if (high > HORIZON_SECONDS) {
        return Double.POSITIVE_INFINITY;
      }
    }
    double guess = high;
    while (high - low > PRECISION_SECONDS) {
      double error = arrivalsUntil(guess) - arrivals;
      if (error >= 0) {
        high = guess;
      } else {
        low = guess;
      }
      double newton = guess - error / ratePerSecond(guess);
      if (Math.abs(newton - guess) < PRECISION_SECONDS) {
        return guess;
      }
      guess = newton > low && newton < high ? newton : (low + high) / 2;
    }
    return high;
  }

  /// The next moment \[s\] after this one at which the rate may jump or bend; infinite if there is
  /// none. From one corner to the next it is a straight line or an arc so short that it turns once
  /// at most.
  double cornerAfter(double seconds);

  /// The same rate between two limits, exact up to the horizon. A curve that is made from another
  /// one hands the limits on to it, so that what comes again and again is looked at once.
  default RateCurve clipped(double lowPerSecond, double highPerSecond, double horizonSeconds) {
    return new ClippedRate(this, lowPerSecond, highPerSecond, horizonSeconds);
  }

  /// Beyond ten years nothing is due any more.
  double HORIZON_SECONDS = 315_360_000;

  double PRECISION_SECONDS = 1e-10;
}
