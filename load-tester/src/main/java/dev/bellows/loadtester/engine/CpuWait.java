package dev.bellows.loadtester.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How long the calling thread was ready to run without a processor, as Linux counts it. Where the
/// system does not say, the wait is taken as 0 and only the lag can invalidate a run.
final class CpuWait {

  private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

  private long lastNanos;

  /// The wait since the last call \[ns\]. Must always be called on the same thread.
  long sinceLastCall() {
    long total = total();
    long wait = total - lastNanos;
    lastNanos = total;
    return wait;
  }

  private static long total() {
    try {
      return Long.parseLong(Files.readString(SCHEDSTAT).trim().split(" ")[1]);
    } catch (IOException | RuntimeException unavailable) {
      return 0;
    }
  }
}
