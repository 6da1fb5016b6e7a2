package dev.bellows.core.scaling;

/// What the Ready condition of a pod says.
public enum Readiness {
  TRUE,
  FALSE,
  /// The node stopped reporting.
  UNKNOWN,
  /// No kubelet has seen the pod yet.
  ABSENT
}
