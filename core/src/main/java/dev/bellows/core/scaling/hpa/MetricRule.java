package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;

/// How one metric of the spec turns an observation into a proposal.
///
/// Upstream: `horizontal.go`, `computeReplicasForMetric`.
sealed interface MetricRule
    permits UtilizationRule, AverageValueRule, TotalValueRule, ReplicaShareRule, InvalidTarget {

  MetricTrace evaluate(Observation observation);

  /// The metric as conditions and events name it.
  String description();
}
