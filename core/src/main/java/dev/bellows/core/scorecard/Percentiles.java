package dev.bellows.core.scorecard;

import java.util.Collection;
import java.util.Optional;

/// How long something took, over all times it happened: by nearest rank, so each figure is one that
/// was observed.
///
/// @param count how often it happened, at least 1
public record Percentiles(
    int count,
    long minMillis,
    long p50Millis,
    long p90Millis,
    long p95Millis,
    long p99Millis,
    long maxMillis) {

  /// Empty if it never happened.
  public static Optional<Percentiles> of(Collection<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0
        ? Optional.empty()
        : Optional.of(
            new Percentiles(
                sorted.length,
                sorted[0],
                at(sorted, 50),
                at(sorted, 90),
                at(sorted, 95),
                at(sorted, 99),
                sorted[sorted.length - 1]));
  }

  private static long at(long[] sorted, int percent) {
    int rank = Math.ceilDiv(percent * sorted.length, 100);
    return sorted[rank - 1];
  }
}
