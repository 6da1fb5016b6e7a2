package dev.bellows.demoapp.hashing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// The CPU time of the current thread in nanoseconds.
interface CpuClock {

  long nanos();

  /// The clock of the operating system; where the platform has none, the wall clock stands in (and
  /// then a burn is only as exact as its core is idle).
  static CpuClock ofThisPlatform() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return isExact() ? threads::getCurrentThreadCpuTime : System::nanoTime;
  }

  static boolean isExact() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() && threads.getCurrentThreadCpuTime() > 0;
  }
}
