package dev.bellows.core.scorecard;

/// How many replicas there were.
///
/// @param mean over time
/// @param atMaxSeconds the time with as many replicas as allowed, or more
/// @param atMaxShare the same as a share of the whole \[0..1\]
public record ReplicaStatistics(
    double min, double mean, double max, double atMaxSeconds, double atMaxShare) {

  /// @param replicas Ready or asked for, as the caller chooses
  /// @param allowed the most the autoscaler may ask for
  public static ReplicaStatistics of(StepSeries replicas, int allowed, double untilSeconds) {
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    double sum = 0;
    double atMax = 0;
    for (Overlay.Piece piece : Overlay.of(replicas, StepSeries.constant(allowed), untilSeconds)) {
      min = Math.min(min, piece.first());
      max = Math.max(max, piece.first());
      sum += piece.first() * piece.seconds();
      atMax += piece.first() >= piece.second() ? piece.seconds() : 0;
    }
    return new ReplicaStatistics(min, sum / untilSeconds, max, atMax, atMax / untilSeconds);
  }
}
