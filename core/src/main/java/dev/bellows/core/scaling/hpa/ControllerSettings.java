package dev.bellows.core.scaling.hpa;

/// The flags of kube-controller-manager that bear on the horizontal pod autoscaler.
///
/// @param tolerance `--horizontal-pod-autoscaler-tolerance`, a ratio: how far from 1 the usage
///   ratio may be without a change; used where the spec's `behavior` gives none
/// @param cpuInitializationMillis `--horizontal-pod-autoscaler-cpu-initialization-period`: how long
///   after its start a pod's CPU samples are distrusted
/// @param initialReadinessDelayMillis `--horizontal-pod-autoscaler-initial-readiness-delay`: a pod
///   that was last ready this soon after its start counts as never ready
/// @param downscaleStabilizationMillis `--horizontal-pod-autoscaler-downscale-stabilization`: the
///   window of the path without `behavior`, and of a `behavior.scaleDown` without one
public record ControllerSettings(
    double tolerance,
    long cpuInitializationMillis,
    long initialReadinessDelayMillis,
    long downscaleStabilizationMillis) {

  /// What kube-controller-manager does when no flag is given.
  public static final ControllerSettings DEFAULT =
      new ControllerSettings(0.1, 300_000, 30_000, 300_000);

  /// The window of a `behavior.scaleDown` that has none: whole seconds, as upstream cuts it.
  int downscaleSeconds() {
    return (int) (downscaleStabilizationMillis / 1000);
  }
}
