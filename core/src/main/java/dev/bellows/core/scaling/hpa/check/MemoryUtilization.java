package dev.bellows.core.scaling.hpa.check;

import java.util.stream.Stream;

/// Memory as the measure of load: it grows with load and seldom shrinks with it.
final class MemoryUtilization implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    return subject
        .metrics()
        .filter(metric -> metric.resource().equals("memory"))
        .map(metric ->
            new Finding(
                "memory-metric",
                metric.source().pathOf("name"),
                "Most runtimes keep the memory they once took, and more pods do not lower what each uses: it scales up and never down again.",
                "name: cpu, or a Pods metric of requests per second"));
  }
}
