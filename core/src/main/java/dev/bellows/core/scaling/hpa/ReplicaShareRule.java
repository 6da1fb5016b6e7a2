package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;
import java.util.OptionalLong;

/// The rule of a value shared by the replicas: Object and External metrics with `averageValue`.
///
/// ```
/// ratio    = usage / (target x replicas that exist)
/// replicas = ceil(usage / target)
/// ```
///
/// Upstream: `replica_calculator.go`, `GetObjectPerPodMetricReplicas`,
/// `GetExternalPerPodMetricReplicas`.
record ReplicaShareRule(
    MetricSpec spec,
    String description,
    FailureWords words,
    WholeSource source,
    long targetMilli,
    Tolerances tolerances)
    implements MetricRule {

  @Override
  public MetricTrace evaluate(Observation observation) {
    OptionalLong usage = source.guardedMilli(observation.metrics());
    if (usage.isEmpty()) {
      return words.failure(source.failure());
    }
    long usageMilli = usage.getAsLong();
    int existing = observation.statusReplicas();
    return new ReplicaShare(
        spec,
        description,
        existing,
        tolerances,
        targetMilli,
        usageMilli / ((double) targetMilli * existing),
        usageMilli);
  }
}
