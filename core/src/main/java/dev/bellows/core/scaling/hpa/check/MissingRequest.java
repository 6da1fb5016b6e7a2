package dev.bellows.core.scaling.hpa.check;

import java.util.stream.Stream;

/// A utilization of nothing: a container that counts requests none of the resource.
final class MissingRequest implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    return subject.workload().stream()
        .flatMap(workload ->
            subject
                .metrics()
                .filter(Subject.Metric::isUtilization)
                .filter(metric -> !workload.hasPodRequest(metric.resource()))
                .flatMap(metric -> missing(metric, workload)));
  }

  private static Stream<Finding> missing(Subject.Metric metric, Workload workload) {
    String resource = metric.resource();
    return metric.measured(workload).stream()
        .filter(container -> container.requestMilli(resource).isEmpty())
        .map(container ->
            new Finding(
                "missing-request",
                container.requestPath(resource),
                "Container %s requests no %s, and utilization is a share of the request: the metric fails for all pods (FailedGetResourceMetric) and nothing scales."
                    .formatted(container.name(), resource),
                resource + ": " + (resource.equals("memory") ? "128Mi" : "100m")));
  }
}
