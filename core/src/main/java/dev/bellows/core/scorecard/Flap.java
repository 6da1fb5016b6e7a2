package dev.bellows.core.scorecard;

import dev.bellows.core.scorecard.StepSeries.Point;
import java.util.ArrayList;
import java.util.List;

/// A reversal of the supply that no reversal of the demand called for.
///
/// Supply changed one way and within five minutes the other way. It is no flap if demand turned
/// that other way too, at or before the reversal and after supply last moved that way: one turn of
/// the demand excuses one turn of the supply, however late. The first change of the demand counts
/// as a turn.
///
/// @param beforeSeconds when supply moved the first way
/// @param atSeconds when it moved back
/// @param up whether it moved back up
public record Flap(double beforeSeconds, double atSeconds, boolean up) {

  /// Within this time a reversal counts \[s\].
  public static final double WINDOW_SECONDS = 300;

  /// The flaps in their order.
  public static List<Flap> of(StepSeries demand, StepSeries supply) {
    List<Change> wanted = changes(demand);
    List<Change> done = changes(supply);
    List<Flap> flaps = new ArrayList<>();
    for (int i = 1; i < done.size(); i++) {
      Change before = done.get(i - 1);
      Change now = done.get(i);
      boolean reversal = now.up != before.up && now.atSeconds - before.atSeconds <= WINDOW_SECONDS;
      if (reversal && !turned(wanted, now.up, lastThatWay(done, i), now.atSeconds)) {
        flaps.add(new Flap(before.atSeconds, now.atSeconds, now.up));
      }
    }
    return flaps;
  }

  private record Change(double atSeconds, boolean up) {}

  private static List<Change> changes(StepSeries series) {
    List<Change> changes = new ArrayList<>();
    Point before = series.points().getFirst();
    for (Point point : series.points()) {
      if (point.value() != before.value()) {
        changes.add(new Change(point.atSeconds(), point.value() > before.value()));
      }
      before = point;
    }
    return changes;
  }

  private static double lastThatWay(List<Change> done, int index) {
    for (int i = index - 1; i >= 0; i--) {
      if (done.get(i).up == done.get(index).up) {
        return done.get(i).atSeconds;
      }
    }
    return Double.NEGATIVE_INFINITY;
  }

  private static boolean turned(List<Change> wanted, boolean up, double after, double until) {
    for (int i = 0; i < wanted.size(); i++) {
      Change change = wanted.get(i);
      boolean turn = change.up == up && (i == 0 || wanted.get(i - 1).up != up);
      if (turn && change.atSeconds > after && change.atSeconds <= until) {
        return true;
      }
    }
    return false;
  }
}
