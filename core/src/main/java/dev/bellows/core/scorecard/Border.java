package dev.bellows.core.scorecard;

/// An instant of a scale-up that is observed by itself, in the order in which they usually come.
public enum Border {
  /// The offered load passed what the replicas there were could carry at the autoscaler's target.
  LOAD_CROSSED,
  /// The metric the autoscaler reads showed it.
  METRIC_SHOWED,
  /// The autoscaler asked for more replicas.
  DESIRED_CHANGED,
  /// The last pod of them was created.
  PODS_CREATED,
  /// The last pod of them was Ready.
  PODS_READY,
  /// A window that ended with all of them Ready held the SLO.
  SLO_HELD
}
