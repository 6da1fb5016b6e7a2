package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scorecard.Tick;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tolerance held the count although a whole replica's worth of load was missing or too much.
final class DeadZone implements Detector {

  /// One such decision may be a metric that is late.
  private static final int FEWEST = 2;

  /// What came more recently the metric may not have shown yet.
  private static final double LAG_SECONDS = 30;

  /// No tolerance that anybody sets hides more: then the metric showed less than there was.
  private static final double MOST_HIDDEN = 0.3;

  private static final int HALF_OF_DEFAULT_MILLI = 50;

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    List<Tick> held =
        trial.observed().ticks().stream().filter(tick -> hidden(trial, tick)).toList();
    if (held.size() < FEWEST) {
      return Stream.empty();
    }
    Tick first = held.getFirst();
    return Stream.of(
        new Finding(
            Kind.DEAD_ZONE,
            "The tolerance hid a whole replica's worth of load, and the autoscaler stayed where it was.",
            Text.of(
                "%d decisions held by the tolerance; the first at %d replicas with a load for %.1f",
                held.size(), first.to(), trial.observed().load().valueAt(first.atSeconds())),
            Text.of(
                "behavior.scaleUp.tolerance and behavior.scaleDown.tolerance: %dm",
                toleranceMilli(trial, first)),
            Optional.of(first.atSeconds())));
  }

  /// One that a whole replica of load exceeds; what only the SLO needs has no such share.
  private static int toleranceMilli(TrialRecord trial, Tick tick) {
    double load = trial.observed().load().valueAt(tick.atSeconds());
    return Math.abs(load - tick.to()) >= 1 ? Math.max(10, 999 / tick.to()) : HALF_OF_DEFAULT_MILLI;
  }

  private static boolean hidden(TrialRecord trial, Tick tick) {
    return tick.binding() == Constraint.TOLERANCE
        && off(trial, tick, tick.atSeconds())
        && off(trial, tick, tick.atSeconds() - LAG_SECONDS);
  }

  private static boolean off(TrialRecord trial, Tick tick, double seconds) {
    double load = trial.observed().load().valueAt(seconds);
    if (Math.abs(load - tick.to()) > MOST_HIDDEN * tick.to()) {
      return false;
    }
    boolean lacking = trial.observed().demand().valueAt(seconds) > tick.to();
    return lacking || Math.abs(load - tick.to()) >= 1;
  }
}
