package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scorecard.Requests;
import java.util.Optional;
import java.util.stream.Stream;

/// The generator could not keep its own schedule, so the target saw less load than the trial says.
/// Requests dropped because the target hangs are not its fault, and no finding.
final class GeneratorSaturated implements Detector {

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    Requests requests = trial.observed().requests();
    return trial.invalidBecause().stream()
        .map(because ->
            new Finding(
                Kind.GENERATOR_SATURATED,
                "The load generator did not keep its schedule, so the target was tested with less load than intended.",
                Text.of(
                    "%s; %d of %d scheduled requests were never sent",
                    because.replaceFirst("\\.$", ""), requests.dropped(), requests.scheduled()),
                "add load testers, lower the rate, or let the generator have a machine of its own",
                Optional.empty()));
  }
}
