package dev.bellows.controller.cluster.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// CPU that a process uses now, for people: over the last five seconds, because the operating
/// system counts in steps of 10 ms.
final class CpuMeter {
  private static final int POINTS = 6;
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private record Point(Instant time, Duration cpu) {}

  private final Deque<Point> points = new ArrayDeque<>(POINTS);

  /// Ignores a reading right after the last one (a pause made up for), and starts afresh after the
  /// clock was set back: neither gives a period to divide by.
  void add(Instant time, Duration cpu) {
    if (!points.isEmpty()) {
      Duration since = Duration.between(points.getLast().time(), time);
      if (since.isNegative()) {
        points.clear();
      } else if (since.compareTo(SHORTEST) < 0) {
        return;
      }
    }
    if (points.size() == POINTS) {
      points.removeFirst();
    }
    points.addLast(new Point(time, cpu));
  }

  OptionalLong millicores() {
    if (points.size() < 2) {
      return OptionalLong.empty();
    }
    Point first = points.getFirst();
    Point last = points.getLast();
    long nanos = Duration.between(first.time(), last.time()).toNanos();
    return OptionalLong.of(Math.round(1_000.0 * last.cpu().minus(first.cpu()).toNanos() / nanos));
  }
}
