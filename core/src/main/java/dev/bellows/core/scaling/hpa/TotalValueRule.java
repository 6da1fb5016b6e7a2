package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import java.util.OptionalLong;

/// The rule of one value for the whole workload: Object and External metrics with `value`.
///
/// ```
/// ratio    = usage / target
/// replicas = ceil(ratio x ready pods)     at most 2^31 - 1
/// ```
///
/// Upstream: `replica_calculator.go`, `GetObjectMetricReplicas`, `GetExternalMetricReplicas`,
/// `getUsageRatioReplicaCount`.
record TotalValueRule(
    MetricSpec spec,
    String description,
    FailureWords words,
    WholeSource source,
    long targetMilli,
    Tolerances tolerances)
    implements MetricRule {

  @Override
  public MetricTrace evaluate(Observation observation) {
    OptionalLong usage = source.cappedMilli(observation.metrics());
    if (usage.isEmpty()) {
      return words.failure(source.failure());
    }
    long usageMilli = usage.getAsLong();
    double ratio = (double) usageMilli / targetMilli;
    if (!tolerances.contains(ratio) && observation.pods().isEmpty()) {
      return words.failure("unable to calculate ready pods: " + FailureWords.NO_PODS);
    }
    return new TotalValue(
        spec,
        description,
        observation.specReplicas(),
        tolerances,
        readyPods(observation),
        ratio,
        usageMilli);
  }

  /// Pods being deleted count as long as they are ready.
  private static int readyPods(Observation observation) {
    int ready = 0;
    for (PodObservation pod : observation.pods()) {
      if (pod.phase() == PodPhase.RUNNING && pod.ready() == Readiness.TRUE) {
        ready++;
      }
    }
    return ready;
  }
}
