package dev.bellows.controller.loop;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs a task once, after a wait.
public interface Timer {
  void after(Duration wait, Runnable task);

  /// A timer of this machine's clock, on a thread of its own that keeps no process alive.
  static Timer ofOneThread() {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("loop").daemon().factory());
    return (wait, task) -> thread.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
  }
}
