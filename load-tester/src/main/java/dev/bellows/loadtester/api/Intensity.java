package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.RateCurve;
import java.util.ArrayList;
import java.util.List;

/// The rate of a run over time: a part of its curve, times what its intensity was changed to. Safe
/// for use by several threads.
final class Intensity {

  /// @param due arrivals of the whole curve before this moment
  private record Change(double fromSeconds, double percent, double due) {}

  private final RateCurve curve;
  private final double original;
  private final int parts;
  private final List<Change> changes = new ArrayList<>();

  /// @param percent for which the curve was drawn
  /// @param parts equal parts of the curve of which the run is one
  Intensity(RateCurve curve, double percent, int parts) {
    this.curve = curve;
    this.original = percent;
    this.parts = parts;
    changes.add(new Change(0, percent, 0));
  }

  synchronized double latest() {
    return changes.getLast().percent;
  }

  /// When the latest change came or comes into force.
  synchronized double latestChangeSeconds() {
    return changes.getLast().fromSeconds;
  }

  synchronized void change(double fromSeconds, double percent) {
    changes.add(new Change(fromSeconds, percent, dueUntil(fromSeconds)));
  }

  /// \[requests/s\]
  synchronized double rateAt(double seconds) {
    return curve.ratePerSecond(seconds) * factor(at(seconds)) / parts;
  }

  /// Arrivals until then, as the integral of the rate has it.
  synchronized long plannedUntil(double seconds) {
    return Math.round(dueUntil(seconds) / parts);
  }

  private double dueUntil(double seconds) {
    Change change = at(seconds);
    double since = curve.arrivalsUntil(seconds) - curve.arrivalsUntil(change.fromSeconds);
    return change.due + since * factor(change);
  }

  private double factor(Change change) {
    return original == 0 ? 1 : change.percent / original;
  }

  private Change at(double seconds) {
    Change latest = changes.getFirst();
    for (Change change : changes) {
      if (change.fromSeconds <= seconds) {
        latest = change;
      }
    }
    return latest;
  }
}
