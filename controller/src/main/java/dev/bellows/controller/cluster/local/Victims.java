package dev.bellows.controller.cluster.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Which pods a ReplicaSet deletes first: pending before running, not ready before ready, then the
/// ones that were ready for a shorter time, then the ones created later.
///
/// Times are compared by the binary logarithm of the age, as the ReplicaSet controller does since
/// its `LogarithmicScaleDown`: two pods of about the same age are a tie, which the uid breaks, so
/// that not always the newest node or zone loses its pod.
final class Victims {

  /// What the choice depends on.
  record Candidate(
      String name,
      String uid,
      boolean running,
      boolean ready,
      Instant readyAt,
      Instant createdAt) {}

  private Victims() {}

  static List<Candidate> choose(List<Candidate> candidates, int count, Instant now) {
    return candidates.stream().sorted(order(now)).limit(count).toList();
  }

  private static Comparator<Candidate> order(Instant now) {
    return Comparator.comparing(Candidate::running)
        .thenComparing(Candidate::ready)
        .thenComparing((a, b) -> a.ready() ? byAge(a, a.readyAt(), b, b.readyAt(), now) : 0)
        .thenComparing((a, b) -> byAge(a, a.createdAt(), b, b.createdAt(), now));
  }

  private static int byAge(
      Candidate a, Instant since, Candidate b, Instant otherSince, Instant now) {
    if (since.equals(otherSince)) {
      return 0;
    }
    int rank = Integer.compare(rank(since, now), rank(otherSince, now));
    return rank != 0 ? rank : a.uid().compareTo(b.uid());
  }

  private static int rank(Instant since, Instant now) {
    long nanos = Duration.between(since, now).toNanos();
    return nanos <= 0 ? -1 : 63 - Long.numberOfLeadingZeros(nanos);
  }
}
