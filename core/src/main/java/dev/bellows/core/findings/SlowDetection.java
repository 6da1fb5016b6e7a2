package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scorecard.Border;
import dev.bellows.core.scorecard.Stage;
import dev.bellows.core.scorecard.TimeBudget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The metric showed the load late. Two periods of a default metrics pipeline are 30 s; a sample
/// that is half old, half of a window and then some make 45 s. A load that had come before an
/// earlier scale-up was seen already: what the metric could not show of it, since the pods were at
/// their CPU limit, is no delay.
final class SlowDetection implements Detector {

  private static final long LONGEST_MILLIS = 45_000;

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    List<TimeBudget> scaleUps = trial.scorecard().scaleUps();
    return scaleUps.stream()
        .filter(budget -> detect(budget) > LONGEST_MILLIS)
        .filter(budget -> scaleUps.stream().noneMatch(other -> answered(other, budget)))
        .max(Comparator.comparingLong(SlowDetection::detect))
        .map(SlowDetection::finding)
        .stream();
  }

  /// Whether another scale-up lay between the load of this one and its decision.
  private static boolean answered(TimeBudget other, TimeBudget budget) {
    Long changed = other.instantsMillis().get(Border.DESIRED_CHANGED);
    Long crossed = budget.instantsMillis().get(Border.LOAD_CROSSED);
    Long decided = budget.instantsMillis().get(Border.DESIRED_CHANGED);
    return changed != null
        && crossed != null
        && decided != null
        && changed >= crossed
        && changed < decided;
  }

  private static long detect(TimeBudget budget) {
    return budget.millis(Stage.DETECT).orElse(0);
  }

  private static Finding finding(TimeBudget budget) {
    return new Finding(
        Kind.SLOW_DETECTION,
        Text.of("The metric showed the load only %.1f s after it came.", detect(budget) / 1000.0),
        Text.of(
            "scale-up %d -> %d: detect %.1f s, longer than the 45 s of a default metrics pipeline",
            budget.fromReplicas(), budget.toReplicas(), detect(budget) / 1000.0),
        "a shorter --metric-resolution of metrics-server, or a metric that leads: requests per second instead of CPU",
        Optional.ofNullable(budget.instantsMillis().get(Border.LOAD_CROSSED))
            .map(millis -> millis / 1000.0));
  }
}
