package dev.bellows.core.scaling.hpa.check;

import java.util.stream.Stream;

/// A workload that states its replicas although the autoscaler owns the number.
final class OwnedReplicas implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    return subject.workload().stream()
        .map(workload -> workload.fields().at("spec"))
        .filter(spec -> spec.has("replicas"))
        .map(spec ->
            new Finding(
                "owned-replicas",
                spec.pathOf("replicas"),
                "%s states replicas: %s, so every apply throws the autoscaler's number away and starts again from there."
                    .formatted(subject.target(), spec.values().get("replicas")),
                "no replicas field"));
  }
}
