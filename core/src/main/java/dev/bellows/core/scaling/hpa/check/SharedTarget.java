package dev.bellows.core.scaling.hpa.check;

import java.util.stream.Stream;

/// Several autoscalers on one target: the controller finds the pods claimed twice and scales for
/// none of them.
final class SharedTarget implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    if (subject.rivals().isEmpty()) {
      return Stream.empty();
    }
    String rivals = String.join(", ", subject.rivals());
    return Stream.of(
        new Finding(
            "shared-target",
            subject.spec().pathOf("scaleTargetRef"),
            "%s is also the target of %s: the controller sees the same pods under several autoscalers and stops all of them (AmbiguousSelector)."
                .formatted(subject.target(), rivals),
            "one HorizontalPodAutoscaler that lists the metrics of all; it follows the one that asks for most"));
  }
}
