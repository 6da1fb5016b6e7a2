package dev.bellows.controller.history;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Points for tests.
final class Points {
  private Points() {}

  static Point idle(long second) {
    return new Point(
        second,
        Point.Traffic.NONE,
        new Point.Replicas(1, 1, 1, OptionalInt.of(1)),
        List.of(),
        50,
        0,
        List.of());
  }

  static Point busy(long second, double rate, double p95, int desired, Mark... marks) {
    return new Point(
        second,
        new Point.Traffic(
            rate, rate, rate - 1, 1, 0, Optional.of(new Point.Latency(p95 / 2, p95, p95 * 2))),
        new Point.Replicas(desired, desired, desired - 1, OptionalInt.empty()),
        List.of(new Point.PodCpu("demo-app-a", 40), new Point.PodCpu("demo-app-b", 60)),
        50,
        0.25,
        List.of(marks));
  }
}
