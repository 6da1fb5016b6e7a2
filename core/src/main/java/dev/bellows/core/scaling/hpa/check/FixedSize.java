package dev.bellows.core.scaling.hpa.check;

import java.util.stream.Stream;

/// As many at least as at most.
final class FixedSize implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    int replicas = subject.maxReplicas();
    if (subject.minReplicas() != replicas) {
      return Stream.empty();
    }
    return Stream.of(
        new Finding(
            "fixed-size",
            subject.spec().pathOf("maxReplicas"),
            "minReplicas and maxReplicas are both %d, so it never scales whatever the metrics say."
                .formatted(replicas),
            "maxReplicas: " + Math.max(2, 2 * replicas)));
  }
}
