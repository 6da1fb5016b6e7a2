package dev.bellows.controller.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/// A clock and a timer that move only when told to.
public final class VirtualTime extends Clock implements Timer {
  private record Task(Instant due, long order, Runnable action) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::order));
  private Instant now;
  private long order;

  public VirtualTime(Instant start) {
    now = start;
  }

  @Override
  public void after(Duration wait, Runnable task) {
    tasks.add(new Task(now.plus(wait), order++, task));
  }

  /// Runs everything that is due until then.
  public void pass(Duration time) {
    Instant end = now.plus(time);
    while (!tasks.isEmpty() && !tasks.peek().due().isAfter(end)) {
      Task next = tasks.remove();
      now = next.due().isAfter(now) ? next.due() : now;
      next.action().run();
    }
    now = now.isAfter(end) ? now : end;
  }

  /// Time that a task itself takes.
  public void spend(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
