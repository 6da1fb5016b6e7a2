package dev.bellows.loadtester.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/// A timeline whose clock moves only when the test says so.
final class VirtualTimeline implements Timeline {

  private record Task(long nanoTime, long order, Runnable runnable) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::nanoTime).thenComparing(Task::order));
  private long now;
  private long order;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void at(long nanoTime, Runnable task) {
    tasks.add(new Task(Math.max(now, nanoTime), order++, task));
  }

  @Override
  public void execute(Runnable task) {
    at(now, task);
  }

  /// Runs every task in its time.
  void runUntil(long nanoTime) {
    while (!tasks.isEmpty() && tasks.peek().nanoTime() <= nanoTime) {
      Task next = tasks.remove();
      now = Math.max(now, next.nanoTime());
      next.runnable().run();
    }
    now = nanoTime;
  }

  /// Lets time pass with no task run, as when the process is stopped.
  void stall(long nanos) {
    now += nanos;
  }
}
