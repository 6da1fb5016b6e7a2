package dev.bellows.core.scaling.hpa;

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

  /// The metric as the controller's conditions and events name it.
  String description();

  /// The measurement in words: `CPU is 86 % of a 50 % target over 4 ready pods`.
  String sentence();
}
