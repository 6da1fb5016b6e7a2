package dev.bellows.core.schedule;

import java.time.Duration;

/// A strictly increasing sequence of arrivals that follows a rate: up to any moment there are as
/// many as the integral of the rate, exactly so (+-1) for even arrivals, on average for Poisson
/// arrivals. Not safe for use by several threads.
///
/// Both kinds come from one idea, time rescaling: arrivals at unit rate (at 0.5, 1.5, 2.5 ... for
/// even ones, at exponential gaps of mean 1 for Poisson) are laid on the integral of the rate, and
/// the moment at which the integral reaches such a point is the intended time. A non-homogeneous
/// Poisson process follows from that exactly, for any shape.
public interface ArrivalSchedule {

  /// The intended time of an arrival that will not come.
  long NEVER = Long.MAX_VALUE;

  /// When the next arrival is due, in nanoseconds from the start, or [#NEVER] at the end.
  long nextIntendedNanos();

  /// Position of the next arrival in the whole schedule, from 0, also in a slice of it.
  long nextSequence();

  /// Passes the next arrival.
  ///
  /// @throws java.util.NoSuchElementException at the end of the schedule
  void advance();

  /// Hands out the next arrival and moves on.
  ///
  /// @throws java.util.NoSuchElementException at the end of the schedule
  default Arrival take() {
    Arrival next = new Arrival(nextSequence(), nextIntendedNanos());
    advance();
    return next;
  }

  /// Multiplies the curve's rate by `factor` (of the original, not of the present rate) from the
  /// given moment on. The unit arrivals stay as they are, so a Poisson process stays one.
  ///
  /// @param fromNanos not before an earlier change, nor before an arrival already taken
  void rescale(long fromNanos, double factor);

  /// Evenly spaced arrivals before `duration`.
  static ArrivalSchedule even(RateCurve curve, Duration duration) {
    return new RescaledSchedule(curve, UnitArrivals.Even::new, duration, 0, 1);
  }

  /// Poisson arrivals before `duration`; the same seed gives the same arrivals.
  static ArrivalSchedule poisson(RateCurve curve, Duration duration, long seed) {
    return new RescaledSchedule(curve, () -> new UnitArrivals.Poisson(seed), duration, 0, 1);
  }

  /// Every `count`-th arrival of this schedule from its beginning, starting with number `index`.
  /// The slices 0 to `count - 1` are together the schedule itself, whatever their rescaling.
  ArrivalSchedule slice(int index, int count);
}
