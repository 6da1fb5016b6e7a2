package dev.bellows.core.scaling.hpa.admission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the API server fills in where an autoscaling/v2 spec is silent.
///
/// The scale-down window stays unset: the controller takes it from its own flag.
public final class Defaults {

  private static final int SECONDS = 15;

  private static final List<Map<String, Object>> METRICS =
      List.of(
          ordered(
              "type",
              "Resource",
              "resource",
              ordered(
                  "name",
                  "cpu",
                  "target",
                  ordered("type", "Utilization", "averageUtilization", 80))));

  private static final Map<String, Object> SCALE_UP =
      ordered(
          "stabilizationWindowSeconds",
          0,
          "selectPolicy",
          "Max",
          "policies",
          List.of(policy("Pods", 4), policy("Percent", 100)));

  private static final Map<String, Object> SCALE_DOWN =
      ordered("selectPolicy", "Max", "policies", List.of(policy("Percent", 100)));

  private Defaults() {}

  /// The spec with its defaults; the one given is left alone. A `null` counts as absent.
  public static Map<String, Object> of(Map<String, ?> spec) {
    Map<String, Object> defaulted = new LinkedHashMap<>(spec);
    if (spec.get("minReplicas") == null) {
      defaulted.put("minReplicas", 1);
    }
    Object metrics = spec.get("metrics");
    if (metrics == null || metrics.equals(List.of())) {
      defaulted.put("metrics", METRICS);
    }
    if (spec.get("behavior") instanceof Map<?, ?> behavior) {
      defaulted.put("behavior", behavior(behavior));
    } else {
      defaulted.remove("behavior", null);
    }
    return defaulted;
  }

  /// Both directions, as soon as the spec says anything about behavior.
  private static Map<String, Object> behavior(Map<?, ?> behavior) {
    return ordered(
        "scaleUp", rules(behavior.get("scaleUp"), SCALE_UP),
        "scaleDown", rules(behavior.get("scaleDown"), SCALE_DOWN));
  }

  /// What the direction says for itself, over its defaults. An empty list of policies is something
  /// said.
  private static Map<String, Object> rules(@Nullable Object given, Map<String, Object> defaults) {
    Map<String, Object> rules = new LinkedHashMap<>(defaults);
    if (given instanceof Map<?, ?> said) {
      said.forEach((field, value) -> {
        if (value != null) {
          rules.put((String) field, value);
        }
      });
    }
    return rules;
  }

  private static Map<String, Object> policy(String type, int value) {
    return ordered("type", type, "value", value, "periodSeconds", SECONDS);
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
