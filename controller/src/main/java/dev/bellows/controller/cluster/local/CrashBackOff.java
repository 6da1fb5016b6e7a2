package dev.bellows.controller.cluster.local;

import java.time.Duration;
import java.time.Instant;

/// How long to wait before a pod that died is replaced: not at all the first time, then 1 s, 2 s, 4
/// s up to 30 s while pods keep dying young. A pod that lived for 10 s ends the series.
final class CrashBackOff {
  private static final Duration YOUNG = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private int deathsInARow;
  private Instant until = Instant.MIN;

  /// Notes a death; gives the wait that follows from it.
  Duration died(Duration age, Instant now) {
    deathsInARow = age.compareTo(YOUNG) < 0 ? deathsInARow + 1 : 0;
    Duration wait =
        deathsInARow < 2
            ? Duration.ZERO
            : Duration.ofSeconds(
                Math.min(LONGEST.toSeconds(), 1L << Math.min(deathsInARow - 2, 6)));
    until = now.plus(wait);
    return wait;
  }

  /// What is left of the wait.
  Duration remaining(Instant now) {
    return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
  }
}
