package dev.bellows.core.scaling.hpa.admission;

import java.util.List;
import java.util.Map;

/// The rules of one metric: its type, the one source that goes with it, that source's parts.
final class MetricRules {

  /// The type and the field that must hold its source, in the order in which messages list them.
  private static final Map<String, String> FIELDS =
      Map.of(
          "ContainerResource", "containerResource",
          "External", "external",
          "Object", "object",
          "Pods", "pods",
          "Resource", "resource");

  private static final List<String> TYPES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");

  /// The order in which sources are looked at; of several, only the first is checked.
  private static final List<String> SOURCES =
      List.of("object", "external", "pods", "resource", "containerResource");

  private MetricRules() {}

  static void check(Node metric) {
    String type = metric.text("type");
    if (type.isEmpty()) {
      metric.required("type", "must specify a metric source type");
    }
    if (!TYPES.contains(type)) {
      metric.notSupported("type", TYPES);
    }
    List<String> present = SOURCES.stream().filter(metric::has).toList();
    present.stream().findFirst().ifPresent(field -> source(field, metric.child(field)));

    String expected = FIELDS.getOrDefault(type, "");
    if (expected.isEmpty()) {
      metric.notSupported("type", TYPES);
    } else if (!metric.has(expected)) {
      metric.required(expected, "must populate information for the given metric source");
    }
    if (present.size() > 1) {
      present.stream()
          .filter(field -> !field.equals(expected))
          .forEach(field -> metric.forbidden(field, "must populate the given metric source only"));
    }
  }

  private static void source(String field, Node source) {
    switch (field) {
      case "object" -> object(source);
      case "external" -> external(source);
      case "pods" -> pods(source);
      case "resource" -> resource(source);
      default -> containerResource(source);
    }
  }

  private static void object(Node source) {
    ReferenceRules.check(source.child("describedObject"), true);
    identifier(source.child("metric"));
    Node target = target(source);
    if (!target.has("value") && !target.has("averageValue")) {
      target.required("averageValue", "must set either a target value or averageValue");
    }
  }

  private static void external(Node source) {
    identifier(source.child("metric"));
    Node target = target(source);
    if (!target.has("value") && !target.has("averageValue")) {
      target.required(
          "averageValue", "must set either a target value for metric or a per-pod target");
    }
    if (target.has("value") && target.has("averageValue")) {
      target.forbidden("value", "may not set both a target value for metric and a per-pod target");
    }
  }

  private static void pods(Node source) {
    identifier(source.child("metric"));
    Node target = target(source);
    if (!target.has("averageValue")) {
      target.required("averageValue", "must specify a positive target averageValue");
    }
  }

  private static void resource(Node source) {
    if (source.text("name").isEmpty()) {
      source.required("name", "must specify a resource name");
    }
    valueOrUtilization(target(source));
  }

  private static void containerResource(Node source) {
    String name = source.text("name");
    if (name.isEmpty()) {
      source.required("name", "must specify a resource name");
    } else {
      ResourceNames.ofContainer(name).forEach(objection -> source.invalid("name", name, objection));
    }
    String container = source.text("container");
    if (container.isEmpty()) {
      source.required("container", "must specify a container");
    } else {
      Names.label(container)
          .forEach(objection -> source.invalid("container", container, objection));
    }
    valueOrUtilization(target(source));
  }

  private static void valueOrUtilization(Node target) {
    if (!target.has("averageUtilization") && !target.has("averageValue")) {
      target.required(
          "averageUtilization", "must set either a target raw value or a target utilization");
    }
    if (target.has("averageUtilization") && target.has("averageValue")) {
      target.forbidden(
          "averageValue", "may not set both a target raw value and a target utilization");
    }
  }

  private static void identifier(Node metric) {
    String name = metric.text("name");
    if (name.isEmpty()) {
      metric.required("name", "must specify a metric name");
      return;
    }
    Names.pathSegment(name).forEach(objection -> metric.invalid("name", name, objection));
  }

  private static Node target(Node source) {
    Node target = source.child("target");
    String type = target.text("type");
    if (type.isEmpty()) {
      target.required("type", "must specify a metric target type");
    }
    if (!List.of("Utilization", "Value", "AverageValue").contains(type)) {
      target.invalid("type", type, "must be either Utilization, Value, or AverageValue");
    }
    positive(target, "value");
    positive(target, "averageValue");
    target
        .number("averageUtilization")
        .filter(percent -> percent < 1)
        .ifPresent(
            percent -> target.invalid("averageUtilization", percent, "must be greater than 0"));
    return target;
  }

  private static void positive(Node target, String field) {
    target
        .amount(field)
        .filter(amount -> amount.signum() <= 0)
        .ifPresent(amount -> target.invalid(field, amount, "must be positive"));
  }
}
