package dev.bellows.loadtester.engine;

import dev.bellows.loadtester.measure.ThreadTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How long the calling thread ran, and was ready to run without a processor, as Linux counts it.
/// Where the system does not say, both are taken as 0 and only the lag can invalidate a run.
final class ThreadClock {

  private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

  private ThreadTime last = ThreadTime.NONE;

  /// The time since the last call. Must always be called on the same thread.
  ThreadTime sinceLastCall() {
    ThreadTime total = total();
    ThreadTime since = total.minus(last);
    last = total;
    return since;
  }

  private static ThreadTime total() {
    try {
      String[] fields = Files.readString(SCHEDSTAT).trim().split(" ");
      return new ThreadTime(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
    } catch (IOException | RuntimeException unavailable) {
      return ThreadTime.NONE;
    }
  }
}
