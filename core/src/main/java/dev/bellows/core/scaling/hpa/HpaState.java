package dev.bellows.core.scaling.hpa;

/// What the autoscaler remembers from one reconciliation to the next.
public record HpaState() {

  /// What a controller knows of an autoscaler it has never reconciled.
  public static final HpaState INITIAL = new HpaState();
}
