package dev.bellows.core.scorecard;

import java.util.ArrayList;
import java.util.List;

/// A stretch of time in which the workload was on its way from one size to another: fewer replicas
/// than demanded, or not as many Ready as asked for.
///
/// @param fromReplicas Ready before it
/// @param toReplicas Ready after it
/// @param settled whether it ended before the recording did
public record Transition(
    double beginSeconds,
    double endSeconds,
    double fromReplicas,
    double toReplicas,
    boolean settled) {

  /// The transitions in their order.
  ///
  /// @param desired replicas asked for
  /// @param supply replicas Ready
  public static List<Transition> of(
      StepSeries demand, StepSeries desired, StepSeries supply, double untilSeconds) {
    List<Transition> transitions = new ArrayList<>();
    double begin = -1;
    for (Overlay.Piece piece :
        Overlay.of(restless(demand, desired, supply, untilSeconds), supply, untilSeconds)) {
      boolean restless = piece.first() > 0;
      if (restless && begin < 0) {
        begin = piece.fromSeconds();
      } else if (!restless && begin >= 0) {
        transitions.add(between(supply, begin, piece.fromSeconds(), true));
        begin = -1;
      }
    }
    if (begin >= 0) {
      transitions.add(between(supply, begin, untilSeconds, false));
    }
    return transitions;
  }

  private static Transition between(StepSeries supply, double begin, double end, boolean settled) {
    double before = supply.valueAt(Math.max(0, Math.nextDown(begin)));
    return new Transition(begin, end, before, supply.valueAt(end), settled);
  }

  /// 1 while the workload is on its way, 0 while it rests.
  private static StepSeries restless(
      StepSeries demand, StepSeries desired, StepSeries supply, double untilSeconds) {
    List<StepSeries.Point> points = new ArrayList<>();
    for (Overlay.Piece piece : Overlay.of(demand, supply, untilSeconds)) {
      double from = piece.fromSeconds();
      boolean lacking = piece.first() > piece.second();
      for (StepSeries.Point asked : desired.between(from, piece.toSeconds()).points()) {
        boolean moving = lacking || asked.value() != piece.second();
        points.add(new StepSeries.Point(from + asked.atSeconds(), moving ? 1 : 0));
      }
    }
    return StepSeries.sampled(points);
  }
}
