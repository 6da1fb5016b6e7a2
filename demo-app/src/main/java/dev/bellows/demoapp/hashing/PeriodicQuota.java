package dev.bellows.demoapp.hashing;

import java.util.function.LongSupplier;

/// A CPU limit kept as the kernel's CFS bandwidth control keeps a container's: in each period of
/// 100 ms the process may use `limit x 100 ms` of CPU; then burning threads stall until the next
/// one.
///
/// ```
///   used  |   /|   /|        quota = limit x period
///   quota |--/-|--/-|--      above it: stalled until the next period;
///         | /  | /  |        what was overdrawn is owed by the next
///         +----+----+--> t
/// ```
///
/// The CPU that the process uses beside the burns (HTTP, JIT) is booked at each new period, as the
/// kernel would, but at most one quota of it: those threads cannot be stalled, and a burst of
/// theirs must not stall the burns for long.
final class PeriodicQuota implements CpuQuota {

  static final long PERIOD_NANOS = 100_000_000;

  private final long quotaNanos;
  private final LongSupplier nanoTime;
  private final LongSupplier processCpuNanos;
  private final Stall stall;

  private long periodStart;
  private long used;
  private long burnt;
  private long otherSeen;
  private boolean throttledInPeriod;
  private long throttledPeriods;
  private long throttledNanos;
  private boolean begun;

  PeriodicQuota(
      int limitMillicores, LongSupplier nanoTime, LongSupplier processCpuNanos, Stall stall) {
    if (limitMillicores < 1) {
      throw new IllegalArgumentException(
          "the CPU limit must be at least 1 millicore, but was " + limitMillicores);
    }
    this.quotaNanos = limitMillicores * PERIOD_NANOS / 1000;
    this.nanoTime = nanoTime;
    this.processCpuNanos = processCpuNanos;
    this.stall = stall;
  }

  @Override
  public void charge(long cpuNanos) {
    long pause = book(cpuNanos);
    while (pause > 0) {
      long before = nanoTime.getAsLong();
      stall.forNanos(pause);
      pause = resume(nanoTime.getAsLong() - before);
    }
  }

  private synchronized long book(long cpuNanos) {
    used += cpuNanos;
    burnt += cpuNanos;
    return pause();
  }

  private synchronized long resume(long stalledNanos) {
    throttledNanos += stalledNanos;
    return pause();
  }

  private long pause() {
    long now = nanoTime.getAsLong();
    turnPeriods(now);
    if (used < quotaNanos) {
      return 0;
    }
    if (!throttledInPeriod) {
      throttledInPeriod = true;
      throttledPeriods++;
    }
    return periodStart + PERIOD_NANOS - now;
  }

  private void turnPeriods(long now) {
    if (!begun) {
      // What the process used before its first burn, its start-up above all, is not owed.
      begun = true;
      periodStart = now;
      otherSeen = processCpuNanos.getAsLong() - burnt;
      return;
    }
    long periods = (now - periodStart) / PERIOD_NANOS;
    if (periods <= 0) {
      return;
    }
    periodStart += periods * PERIOD_NANOS;
    throttledInPeriod = false;
    long other = processCpuNanos.getAsLong() - burnt;
    // The process clock may tick coarsely and lag behind the threads' own: then nothing is new yet.
    long otherNew = Math.max(0, other - otherSeen);
    otherSeen += otherNew;
    used = Math.max(0, used + Math.min(otherNew, periods * quotaNanos) - periods * quotaNanos);
  }

  @Override
  public synchronized long throttledPeriods() {
    return throttledPeriods;
  }

  @Override
  public synchronized long throttledNanos() {
    return throttledNanos;
  }

  /// Puts the calling thread to sleep.
  interface Stall {
    void forNanos(long nanos);
  }
}
