package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.RateCurve;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rate of a run over time: a part of its curve, times what its intensity was changed to. Safe
/// for use by several threads.
///
/// A recorded curve is large and an ended run is known for long. So with the run its curve goes,
/// and what it had come to stays.
final class Intensity {

  /// @param due arrivals of the whole curve before this moment
  private record Change(double fromSeconds, double percent, double due) {}

  private @Nullable RateCurve curve;
  private final double original;
  private final int parts;
  private final double fromSeconds;
  private final double untilSeconds;
  private double lastRate;
  private long planned;
  private final List<Change> changes = new ArrayList<>();

  Intensity(RateCurve curve, RunTerms terms) {
    this.curve = curve;
    this.original = terms.intensity();
    this.parts = terms.fleet().slice().count();
    this.fromSeconds = terms.warmUpSeconds();
    this.untilSeconds = terms.seconds();
    changes.add(new Change(0, original, 0));
  }

  synchronized double latest() {
    return changes.getLast().percent;
  }

  /// When the latest change came or comes into force.
  synchronized double latestChangeSeconds() {
    return changes.getLast().fromSeconds;
  }

  synchronized void change(double fromSeconds, double percent) {
    if (curve != null) {
      changes.add(new Change(fromSeconds, percent, dueUntil(curve, fromSeconds)));
    }
  }

  /// \[requests/s\]
  synchronized double rateAt(double seconds) {
    return curve == null ? lastRate : curve.ratePerSecond(seconds) * factor(at(seconds)) / parts;
  }

  /// The most requests of the whole run that would be due within a second.
  synchronized double busiestSecondAt(double percent) {
    return curve == null || original == 0
        ? 0
        : curve.busiestSecond(untilSeconds) * percent / original;
  }

  /// Arrivals after the warm-up, as the integral of the rate has it.
  synchronized long planned() {
    return curve == null
        ? planned
        : Math.round(dueUntil(curve, untilSeconds) / parts)
            - Math.round(dueUntil(curve, fromSeconds) / parts);
  }

  /// @param seconds when the last arrival fell due
  synchronized void end(double seconds) {
    lastRate = rateAt(seconds);
    planned = planned();
    curve = null;
  }

  private double dueUntil(RateCurve curve, double seconds) {
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
