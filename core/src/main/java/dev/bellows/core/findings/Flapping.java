package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scorecard.Flap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The autoscaler changed its mind while the demand did not. It is looked for in what was asked
/// for: pods that die and come back are not the autoscaler's doing.
final class Flapping implements Detector {

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    List<Flap> flaps = Flap.of(trial.observed().demand(), trial.observed().desired());
    if (flaps.isEmpty()) {
      return Stream.empty();
    }
    Flap first = flaps.getFirst();
    return Stream.of(
        new Finding(
            Kind.FLAPPING,
            Text.of(
                "The autoscaler reversed its direction %s within five minutes without a reason in the demand.",
                flaps.size() == 1 ? "once" : flaps.size() + " times"),
            Text.of(
                "first %s at %.0f s, then %s at %.0f s",
                first.up() ? "down" : "up",
                first.beforeSeconds(),
                first.up() ? "up" : "down",
                first.atSeconds()),
            "behavior.scaleDown.stabilizationWindowSeconds: 300, or longer than the load's own rhythm",
            Optional.of(first.atSeconds())));
  }
}
