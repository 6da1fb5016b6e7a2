package dev.bellows.demoapp;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// The CPU time of the current thread in nanoseconds.
@FunctionalInterface
public interface CpuClock {

  long nanos();

  /// The clock of the operating system; where the platform has none, the wall clock stands in (and
  /// then a burn is only as exact as its core is idle).
  static CpuClock ofThisPlatform() {
    return of(ManagementFactory.getThreadMXBean());
  }

  static CpuClock of(ThreadMXBean threads) {
    return isExact(threads) ? threads::getCurrentThreadCpuTime : System::nanoTime;
  }

  /// Whether this platform counts the CPU time of a thread.
  static boolean isExact() {
    return isExact(ManagementFactory.getThreadMXBean());
  }

  private static boolean isExact(ThreadMXBean threads) {
    return threads.isCurrentThreadCpuTimeSupported() && threads.getCurrentThreadCpuTime() > 0;
  }
}
