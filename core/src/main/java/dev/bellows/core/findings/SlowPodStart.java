package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scorecard.Percentiles;
import java.util.Optional;
import java.util.stream.Stream;

/// Pods take longer to be Ready than the autoscaler takes to decide again, so it decides on what it
/// asked for already.
final class SlowPodStart implements Detector {

  /// The autoscaler's period.
  private static final long LONGEST_MILLIS = 15_000;

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    return trial.scorecard().podStartUp().stream()
        .filter(startUp -> startUp.p95Millis() > LONGEST_MILLIS)
        .map(SlowPodStart::finding);
  }

  private static Finding finding(Percentiles startUp) {
    return new Finding(
        Kind.SLOW_POD_START,
        Text.of(
            "Pods took %.1f s to be Ready, longer than the 15 s between two decisions.",
            startUp.p95Millis() / 1000.0),
        Text.of(
            "creation to Ready over %d pods: p50 %.1f s, p95 %.1f s, max %.1f s",
            startUp.count(),
            startUp.p50Millis() / 1000.0,
            startUp.p95Millis() / 1000.0,
            startUp.maxMillis() / 1000.0),
        "an image that is there already, a start-up that does less, a readiness probe with a shorter period; until then a lower target or more minReplicas as a reserve",
        Optional.empty());
  }
}
