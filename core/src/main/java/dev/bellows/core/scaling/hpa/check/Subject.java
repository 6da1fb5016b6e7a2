package dev.bellows.core.scaling.hpa.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An accepted autoscaler in its surroundings.
///
/// @param sent the spec as written
/// @param spec the spec with its defaults
/// @param workload what it scales, if that is in the same stream
/// @param rivals the names of other autoscalers with the same target
record Subject(Fields sent, Fields spec, Optional<Workload> workload, List<String> rivals) {

  int minReplicas() {
    return spec.number("minReplicas").orElse(1);
  }

  int maxReplicas() {
    return spec.number("maxReplicas").orElse(1);
  }

  String target() {
    Fields reference = spec.at("scaleTargetRef");
    return reference.text("kind") + " " + reference.text("name");
  }

  Stream<Metric> metrics() {
    return spec.each("metrics").stream().map(Metric::of);
  }

  /// One metric's source.
  ///
  /// @param type of the source: `Resource`
  record Metric(String type, Fields source) {

    static Metric of(Fields metric) {
      String type = metric.text("type");
      String field = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
      return new Metric(type, metric.at(field));
    }

    Fields target() {
      return source.at("target");
    }

    /// Measured against the pods' requests?
    boolean isUtilization() {
      return target().has("averageUtilization") && !target().has("averageValue");
    }

    /// The resource measured: `cpu`.
    String resource() {
      return source.text("name");
    }

    /// The containers of a workload that it measures.
    List<Workload.Container> measured(Workload workload) {
      return workload.containers().stream()
          .filter(container ->
              type.equals("Resource") || container.name().equals(source.text("container")))
          .toList();
    }
  }
}
