package dev.bellows.core.scaling.hpa;

/// The proposal of a metric that is one value for the whole workload: `ceil(ratio x ready pods)`.
///
/// Upstream: `replica_calculator.go`, `getUsageRatioReplicaCount`.
///
/// @param current the replicas asked for now
/// @param readyPods running pods that say they are ready
/// @param usageRatio usage / target
/// @param usageMilli the value, in thousandths
public record TotalValue(
    MetricSpec spec,
    String description,
    int current,
    Tolerances tolerances,
    int readyPods,
    double usageRatio,
    long usageMilli)
    implements MetricProposal {

  @Override
  public ProposalRule rule() {
    return tolerances.contains(usageRatio)
        ? ProposalRule.WITHIN_TOLERANCE
        : ProposalRule.PROPORTIONAL;
  }

  @Override
  public int replicas() {
    if (rule().keepsReplicas()) {
      return current;
    }
    double replicas = usageRatio * readyPods;
    return replicas > Integer.MAX_VALUE ? Integer.MAX_VALUE : GoNumbers.int32(Math.ceil(replicas));
  }
}
