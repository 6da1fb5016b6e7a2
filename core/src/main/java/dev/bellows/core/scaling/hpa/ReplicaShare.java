package dev.bellows.core.scaling.hpa;

/// The proposal of a metric that the replicas share: `ceil(usage / target per replica)`.
///
/// Within the tolerance it proposes the replicas that **exist**, not those asked for: upstream
/// reads the scale's status here.
///
/// Upstream: `replica_calculator.go`, `GetObjectPerPodMetricReplicas`,
/// `GetExternalPerPodMetricReplicas`.
///
/// @param existing the replicas that exist (`scale.status.replicas`)
/// @param targetMilli what one replica should carry, in thousandths
/// @param usageRatio usage / (target x existing); infinite or not a number when none exist
/// @param usageMilli the value, in thousandths
public record ReplicaShare(
    MetricSpec spec,
    String description,
    int existing,
    Tolerances tolerances,
    long targetMilli,
    double usageRatio,
    long usageMilli)
    implements MetricProposal {

  @Override
  public ProposalRule rule() {
    return tolerances.contains(usageRatio)
        ? ProposalRule.WITHIN_TOLERANCE
        : ProposalRule.PROPORTIONAL;
  }

  /// Upstream holds an external metric's count within 32 bits and forgets to for an object's.
  @Override
  public int replicas() {
    if (rule().keepsReplicas()) {
      return existing;
    }
    double replicas = Math.ceil((double) usageMilli / targetMilli);
    return isExternal() && replicas > Integer.MAX_VALUE
        ? Integer.MAX_VALUE
        : GoNumbers.int32(replicas);
  }

  /// Usage per existing replica, in thousandths: the number in the status. With no replica it is
  /// the smallest integer, as on Go's amd64.
  public long shareMilli() {
    return isExternal() && (double) usageMilli >= 0x1p63
        ? Long.MAX_VALUE
        : GoNumbers.int64(Math.ceil((double) usageMilli / existing));
  }

  private boolean isExternal() {
    return spec instanceof MetricSpec.External;
  }
}
