package dev.bellows.controller.cluster.kubernetes;

/// Who scales the target. There must be one.
public enum Scaler {
  /// An autoscaler that the cluster runs; here it is watched and explained.
  CLUSTER,

  /// This controller, by the rules of the bundled HorizontalPodAutoscaler, which is not applied.
  CONTROLLER
}
