package dev.bellows.core.scaling.hpa.check;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A container metric for a container that the pods do not have.
final class MissingContainer implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    return subject.workload().stream()
        .filter(workload -> !workload.containers().isEmpty())
        .flatMap(workload ->
            subject
                .metrics()
                .filter(metric -> metric.type().equals("ContainerResource"))
                .filter(metric -> metric.measured(workload).isEmpty())
                .map(metric -> finding(subject, metric, workload)));
  }

  private static Finding finding(Subject subject, Subject.Metric metric, Workload workload) {
    String present =
        workload.containers().stream()
            .map(Workload.Container::name)
            .collect(Collectors.joining(" or "));
    return new Finding(
        "missing-container",
        metric.source().pathOf("container"),
        "The pods of %s have no container %s, so this metric fails at every tick."
            .formatted(subject.target(), metric.source().text("container")),
        "container: " + present);
  }
}
