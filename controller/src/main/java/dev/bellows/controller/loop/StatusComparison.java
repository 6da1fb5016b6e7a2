package dev.bellows.controller.loop;

import dev.bellows.controller.cluster.AutoscalerStatus;
import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares what a cluster's autoscaler says with what the engine computes.
final class StatusComparison {
  private StatusComparison() {}

  /// Whether the decision rests on the very metric values that the status shows.
  static boolean sameMetrics(AutoscalerStatus status, Decision computed) {
    return values(status.currentMetrics(), computed.currentMetrics())
        .equals(values(computed.currentMetrics(), status.currentMetrics()));
  }

  /// In what they differ, one phrase each; empty when they agree.
  static List<String> differences(AutoscalerStatus status, Decision computed) {
    List<String> differences = new ArrayList<>();
    if (status.desiredReplicas() != computed.statusDesiredReplicas()) {
      differences.add(
          "desired replicas: cluster %d, engine %d"
              .formatted(status.desiredReplicas(), computed.statusDesiredReplicas()));
    }
    Map<String, String> cluster = conditions(status.conditions());
    Map<String, String> engine = conditions(computed.conditions());
    cluster.forEach((type, said) -> {
      if (!said.equals(engine.get(type))) {
        differences.add(
            "condition %s: cluster %s, engine %s"
                .formatted(type, said, engine.getOrDefault(type, "has none")));
      }
    });
    return differences;
  }

  private static Map<String, String> conditions(List<Condition> conditions) {
    Map<String, String> byType = new TreeMap<>();
    conditions.forEach(
        condition -> byType.put(condition.type(), condition.status() + " " + condition.reason()));
    return byType;
  }

  /// Utilization and value of each metric; a value only where the other side has one too.
  private static List<String> values(
      List<Map<String, Object>> metrics, List<Map<String, Object>> others) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      Optional<Map<String, Object>> current = current(metrics.get(i));
      if (current.isEmpty()) {
        continue;
      }
      Optional<Map<String, Object>> other =
          i < others.size() ? current(others.get(i)) : Optional.empty();
      String utilization = String.valueOf(current.get().get("averageUtilization"));
      boolean bothHaveValues =
          current.get().get("averageValue") != null
              && other.map(value -> value.get("averageValue")).isPresent();
      values.add(
          bothHaveValues
              ? utilization + " " + milli(current.get().get("averageValue"))
              : utilization);
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private static Optional<Map<String, Object>> current(Map<String, Object> metric) {
    return metric.values().stream()
        .filter(Map.class::isInstance)
        .flatMap(source -> Documents.find(source, "current").stream())
        .map(found -> (Map<String, Object>) found)
        .findFirst();
  }

  private static long milli(Object quantity) {
    return Quantity.parse(String.valueOf(quantity)).milliValue();
  }
}
