package dev.bellows.core.scaling.hpa.check;

import java.util.List;
import java.util.stream.Stream;

/// No metric named: the API server fills one in.
final class SilentMetric implements Surprise {

  @Override
  public Stream<Finding> in(Subject subject) {
    Object metrics = subject.sent().values().get("metrics");
    if (metrics instanceof List<?> list && !list.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Finding(
            "default-metric",
            subject.spec().pathOf("metrics"),
            "No metric is named, so the API server fills in CPU at 80 % of the request: with the tolerance of 10 % that leaves no reserve for the time a new pod needs.",
            "a Resource metric cpu with averageUtilization: 60 or less"));
  }
}
