package dev.bellows.core.scaling.hpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A HorizontalPodAutoscaler as plain maps and lists, read into [HpaSpec].
final class SpecDocument {

  private final Map<?, ?> document;

  SpecDocument(Map<?, ?> document) {
    this.document = document;
  }

  HpaSpec read() {
    Map<?, ?> metadata = map(document.get("metadata"));
    Map<?, ?> spec = map(document.get("spec"));
    List<MetricSpec> metrics = new ArrayList<>();
    for (Object metric : list(spec.get("metrics"))) {
      metrics.add(metric(map(metric)));
    }
    Object behavior = spec.get("behavior");
    return new HpaSpec(
        text(metadata, "namespace", "default"),
        text(metadata, "name", ""),
        reference(map(spec.get("scaleTargetRef"))),
        integer(spec, "minReplicas").orElse(1),
        integer(spec, "maxReplicas").orElse(1),
        List.copyOf(metrics),
        behavior == null ? null : behavior(map(behavior)));
  }

  private static MetricSpec metric(Map<?, ?> metric) {
    String type = text(metric, "type", "");
    return switch (type) {
      case "Resource" -> {
        Map<?, ?> source = map(metric.get("resource"));
        yield new MetricSpec.Resource(text(source, "name", ""), target(source));
      }
      case "ContainerResource" -> {
        Map<?, ?> source = map(metric.get("containerResource"));
        yield new MetricSpec.ContainerResource(
            text(source, "name", ""), text(source, "container", ""), target(source));
      }
      case "Pods" -> {
        Map<?, ?> source = map(metric.get("pods"));
        Map<?, ?> identifier = map(source.get("metric"));
        yield new MetricSpec.Pods(
            text(identifier, "name", ""), selector(identifier.get("selector")), target(source));
      }
      case "Object" -> {
        Map<?, ?> source = map(metric.get("object"));
        Map<?, ?> identifier = map(source.get("metric"));
        yield new MetricSpec.ObjectMetric(
            reference(map(source.get("describedObject"))),
            text(identifier, "name", ""),
            selector(identifier.get("selector")),
            target(source));
      }
      case "External" -> {
        Map<?, ?> source = map(metric.get("external"));
        Map<?, ?> identifier = map(source.get("metric"));
        yield new MetricSpec.External(
            text(identifier, "name", ""), selector(identifier.get("selector")), target(source));
      }
      default ->
          throw new IllegalArgumentException(
              "a metric's type must be Resource, ContainerResource, Pods, Object or External, but was "
                  + type);
    };
  }

  private static Target target(Map<?, ?> source) {
    Map<?, ?> target = map(source.get("target"));
    return new Target(
        text(target, "type", ""),
        integer(target, "averageUtilization"),
        milli(target, "averageValue"),
        milli(target, "value"));
  }

  private static Behavior behavior(Map<?, ?> behavior) {
    return new Behavior(rules(map(behavior.get("scaleUp"))), rules(map(behavior.get("scaleDown"))));
  }

  private static ScalingRules rules(Map<?, ?> rules) {
    List<ScalingRules.Policy> policies = new ArrayList<>();
    for (Object entry : list(rules.get("policies"))) {
      Map<?, ?> policy = map(entry);
      policies.add(
          new ScalingRules.Policy(
              ScalingRules.Unit.of(text(policy, "type", "")),
              integer(policy, "value").orElse(0),
              integer(policy, "periodSeconds").orElse(0)));
    }
    Object tolerance = rules.get("tolerance");
    return new ScalingRules(
        integer(rules, "stabilizationWindowSeconds"),
        ScalingRules.Select.of(text(rules, "selectPolicy", "Max")),
        List.copyOf(policies),
        tolerance == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(Quantity.parse(tolerance.toString()).approximateDouble()));
  }

  private static @Nullable LabelSelector selector(@Nullable Object selector) {
    return selector == null ? null : new LabelSelector(map(selector));
  }

  private static ObjectReference reference(Map<?, ?> reference) {
    return new ObjectReference(
        text(reference, "kind", ""),
        text(reference, "name", ""),
        text(reference, "apiVersion", ""));
  }

  private static OptionalLong milli(Map<?, ?> source, String key) {
    Object value = source.get(key);
    return value == null
        ? OptionalLong.empty()
        : OptionalLong.of(Quantity.parse(value.toString()).milliValue());
  }

  private static OptionalInt integer(Map<?, ?> source, String key) {
    return source.get(key) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private static String text(Map<?, ?> source, String key, String otherwise) {
    Object value = source.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
