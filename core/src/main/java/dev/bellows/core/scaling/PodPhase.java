package dev.bellows.core.scaling;

/// Where a pod is in its life, as its status says.
public enum PodPhase {
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /// The node stopped reporting.
  UNKNOWN
}
