package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scorecard.StepSeries.Point;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The autoscaler's spec does not do what it seems to say. What other detectors see in the trial
/// itself is left to them.
final class PolicySurprise implements Detector {

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    return trial.surprises().stream()
        .filter(surprise -> !surprise.rule().equals("missing-request"))
        .filter(surprise -> !surprise.rule().equals("tolerance-dead-zone"))
        .map(surprise ->
            new Finding(
                Kind.POLICY_SURPRISE,
                surprise.sentence(),
                surprise.field() + "; in this trial it went " + path(trial),
                surprise.better(),
                Optional.empty()));
  }

  private static String path(TrialRecord trial) {
    return trial.observed().desired().points().stream()
        .map(Point::value)
        .map(replicas -> Text.of("%.0f", replicas))
        .collect(Collectors.joining(", "));
  }
}
