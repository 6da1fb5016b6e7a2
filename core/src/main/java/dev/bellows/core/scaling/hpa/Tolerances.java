package dev.bellows.core.scaling.hpa;

/// How far the usage ratio may be from 1 in each direction without a change of the replica count.
///
/// Upstream: `replica_calculator.go`, `Tolerances`; `horizontal.go`, `tolerancesForHpa`.
///
/// @param scaleDown a ratio: no scale-down while `1 - scaleDown <= usage / target`
/// @param scaleUp a ratio: no scale-up while `usage / target <= 1 + scaleUp`
public record Tolerances(double scaleDown, double scaleUp) {

  static Tolerances of(HpaSpec spec, double clusterWide) {
    Behavior behavior = spec.behavior();
    return behavior == null
        ? new Tolerances(clusterWide, clusterWide)
        : new Tolerances(
            behavior.scaleDown().tolerance().orElse(clusterWide),
            behavior.scaleUp().tolerance().orElse(clusterWide));
  }

  /// Whether a usage ratio is close enough to 1. A ratio that is not a number never is.
  boolean contains(double usageRatio) {
    return 1.0 - scaleDown <= usageRatio && usageRatio <= 1.0 + scaleUp;
  }
}
