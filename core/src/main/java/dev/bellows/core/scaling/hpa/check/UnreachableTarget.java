package dev.bellows.core.scaling.hpa.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A utilization that the limits do not allow: usage cannot leave the tolerance above the target.
///
/// `target x (1 + tolerance) >= 100 x limits / requests` means that it never scales up.
final class UnreachableTarget implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    double tolerance = Tolerance.of(subject, "scaleUp").ratio();
    return subject.workload().stream()
        .flatMap(workload ->
            subject
                .metrics()
                .filter(Subject.Metric::isUtilization)
                .flatMap(metric -> unreachable(metric, workload, tolerance).stream()));
  }

  private static Optional<Finding> unreachable(
      Subject.Metric metric, Workload workload, double tolerance) {
    int target = metric.target().number("averageUtilization").orElseThrow();
    double needed = target * (1 + tolerance);
    return highestPercent(metric, workload)
        .filter(highest -> highest <= needed)
        .map(highest ->
            new Finding(
                "unreachable-target",
                metric.target().pathOf("averageUtilization"),
                "It scales up above %.0f %% of the %s request (%d %% and the tolerance), but the limits hold usage to %.0f %%: it never scales up."
                    .formatted(needed, metric.resource(), target, highest),
                "averageUtilization: " + Math.max(1, (int) (highest * 0.7 / (1 + tolerance)))));
  }

  /// The most that the containers measured can use, in percent of what they request; empty where
  /// one has no limit.
  private static Optional<Double> highestPercent(Subject.Metric metric, Workload workload) {
    List<Workload.Container> containers = metric.measured(workload);
    double requests = 0;
    double limits = 0;
    for (Workload.Container container : containers) {
      Optional<Long> request = container.requestMilli(metric.resource());
      Optional<Long> limit = container.limitMilli(metric.resource());
      if (request.isEmpty() || limit.isEmpty()) {
        return Optional.empty();
      }
      requests += request.get();
      limits += limit.get();
    }
    return requests > 0 ? Optional.of(100 * limits / requests) : Optional.empty();
  }
}
