package dev.bellows.core.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// Unit arrivals laid on the integral of a rate.
final class RescaledSchedule implements ArrivalSchedule {

  private static final double NANOS_PER_SECOND = 1e9;

  /// From `seconds` on, `units + factor * (integral(t) - integral)` unit arrivals are due.
  private record Scale(double seconds, double integral, double units, double factor) {
    double unitsAt(double otherIntegral) {
      return units + factor * (otherIntegral - integral);
    }
  }

  private final RateCurve curve;
  private final Supplier<UnitArrivals> source;
  private final UnitArrivals unitArrivals;
  private final Duration duration;
  private final long endNanos;
  private final int stride;
  private final ArrayDeque<Scale> laterScales = new ArrayDeque<>();
  private Scale scale = new Scale(0, 0, 0, 1);
  private long sequence;
  private double units;
  private double lastSeconds;
  private long lastNanos = -1;
  private long nextNanos;

  RescaledSchedule(
      RateCurve curve, Supplier<UnitArrivals> source, Duration duration, int first, int stride) {
    this.curve = curve;
    this.source = source;
    this.unitArrivals = source.get();
    this.duration = duration;
    this.endNanos = duration.toNanos();
    this.stride = stride;
    this.sequence = first;
    skip(first + 1);
    locate();
  }

  @Override
  public long nextIntendedNanos() {
    return nextNanos;
  }

  @Override
  public long nextSequence() {
    return sequence;
  }

  @Override
  public void advance() {
    if (nextNanos == NEVER) {
      throw new NoSuchElementException("the schedule has ended");
    }
    sequence += stride;
    lastNanos = nextNanos;
    lastSeconds = nextNanos / NANOS_PER_SECOND;
    skip(stride);
    locate();
  }

  @Override
  public void rescale(long fromNanos, double factor) {
    if (!(factor >= 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("a factor must be 0 or more, but was " + factor);
    }
    double from = fromNanos / NANOS_PER_SECOND;
    Scale last = laterScales.isEmpty() ? scale : laterScales.getLast();
    if (from < last.seconds || fromNanos < lastNanos) {
      throw new IllegalArgumentException(
          "a change of rate must not come before an earlier one or an arrival already taken");
    }
    double integral = curve.arrivalsUntil(from);
    laterScales.add(new Scale(from, integral, last.unitsAt(integral), factor));
    locate();
  }

  @Override
  public ArrivalSchedule slice(int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "a slice's index must be between 0 and %d, but was %d".formatted(count - 1, index));
    }
    return new RescaledSchedule(curve, source, duration, index, count);
  }

  private void skip(int steps) {
    for (int i = 0; i < steps; i++) {
      units = unitArrivals.next();
    }
  }

  private void locate() {
    while (!laterScales.isEmpty() && units > laterScales.getFirst().units) {
      scale = laterScales.removeFirst();
    }
    if (scale.factor == 0) {
      nextNanos = NEVER;
      return;
    }
    double integral = scale.integral + (units - scale.units) / scale.factor;
    double seconds = curve.timeOf(integral, Math.max(lastSeconds, scale.seconds));
    // What is no number is never due, too.
    long nanos = seconds <= RateCurve.HORIZON_SECONDS ? (long) (seconds * NANOS_PER_SECOND) : NEVER;
    nanos = Math.max(nanos, lastNanos + 1);
    nextNanos = nanos < endNanos ? nanos : NEVER;
  }
}
