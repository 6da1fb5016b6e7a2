package dev.bellows.core.scaling;

/// What the Ready condition of a pod says; a pod that no kubelet has seen yet has none.
public enum Readiness {
  TRUE,
  FALSE,
  ABSENT
}
