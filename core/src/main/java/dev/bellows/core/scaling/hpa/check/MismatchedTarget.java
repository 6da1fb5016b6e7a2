package dev.bellows.core.scaling.hpa.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A target whose type says one thing and whose value is another: the API server takes it. The
/// controller goes by the value, except for Object metrics, where it finds no target and fails
/// every time.
final class MismatchedTarget implements Surprise {

  private static final Map<String, String> FIELDS =
      Map.of("Utilization", "averageUtilization", "Value", "value", "AverageValue", "averageValue");
  private static final List<String> TYPES = List.of("AverageValue", "Value", "Utilization");

  @Override
  public Stream<Finding> in(Subject subject) {
    return subject
        .metrics()
        .filter(metric -> !metric.target().has(FIELDS.get(metric.target().text("type"))))
        .map(MismatchedTarget::finding);
  }

  private static Finding finding(Subject.Metric metric) {
    Fields target = metric.target();
    String fitting =
        TYPES.stream().filter(type -> target.has(FIELDS.get(type))).findFirst().orElseThrow();
    String effect =
        metric.type().equals("Object")
            ? "the controller then finds no target and this metric fails at every tick"
            : "the controller ignores the type and goes by the value";
    return new Finding(
        "mismatched-target",
        target.pathOf("type"),
        "The target's type is %s but %s is what is set: %s."
            .formatted(target.text("type"), FIELDS.get(fitting), effect),
        "type: " + fitting);
  }
}
