package dev.bellows.core.scaling.hpa;

import java.util.Map;

/// A metric that proposes a replica count.
public sealed interface MetricProposal extends MetricTrace
    permits PodAverage, TotalValue, ReplicaShare {

  /// The replicas this metric asks for.
  int replicas();

  /// The usage as a multiple of the target, the last time it was computed: what was compared with
  /// the tolerance.
  double usageRatio();

  /// Why [#replicas] is what it is.
  ProposalRule rule();

  /// How far [#usageRatio] may be from 1 without a change.
  Tolerances tolerances();

  /// The metric as the controller's conditions and events name it.
  String description();

  /// The measurement in words: `CPU is 86 % of a 50 % target over 4 ready pods`.
  default String sentence() {
    return MetricWords.sentence(this);
  }

  @Override
  default Map<String, Object> status() {
    return MetricStatuses.of(this);
  }

  @Override
  default Map<String, Object> toDocument() {
    return MetricDocuments.of(this);
  }
}
