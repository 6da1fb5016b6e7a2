package dev.bellows.loadtester.api;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A promise to stop unless somebody renews it: who started the run may be gone, and load without
/// an owner must not go on.
final class Lease {

  private final Duration length;
  private final ScheduledExecutorService timer;
  private final Runnable stop;
  private long endsNanos;
  private Instant endsAt = Instant.EPOCH;
  private boolean over;

  /// @param begins counts from then on, so that a run that waits for its start does not use it up
  Lease(Duration length, Instant begins, ScheduledExecutorService timer, Runnable stop) {
    this.length = length;
    this.timer = timer;
    this.stop = stop;
    Duration ahead = Duration.between(Instant.now(), begins);
    extend(length.plus(ahead.isNegative() ? Duration.ZERO : ahead));
    check();
  }

  Duration length() {
    return length;
  }

  synchronized Instant endsAt() {
    return endsAt;
  }

  /// @return false if it had run out before
  synchronized boolean renew() {
    if (over) {
      return false;
    }
    extend(length);
    return true;
  }

  private void extend(Duration by) {
    endsNanos = System.nanoTime() + by.toNanos();
    endsAt = Instant.now().plus(by);
  }

  private void check() {
    long left;
    synchronized (this) {
      left = endsNanos - System.nanoTime();
      over = left <= 0;
    }
    if (left <= 0) {
      stop.run();
    } else {
      timer.schedule(this::check, left, TimeUnit.NANOSECONDS);
    }
  }
}
