package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import java.util.Optional;
import java.util.stream.Stream;

/// A target in percent of the CPU request, and no request to take the percentage of.
final class MissingRequest implements Detector {

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    boolean measured =
        trial.hpa().metrics().stream()
            .anyMatch(metric ->
                metric.name().equals("cpu") && metric.target().averageUtilization().isPresent());
    if (!measured || trial.cpuRequestMillicores().isPresent()) {
      return Stream.empty();
    }
    return Stream.of(
        new Finding(
            Kind.MISSING_REQUEST,
            "The autoscaler's target is a percentage of the CPU request, but a container has none, so it can never compute one.",
            Text.of("%d decisions of the trial", trial.observed().ticks().size()),
            "resources.requests.cpu on every container of the pod",
            Optional.empty()));
  }
}
