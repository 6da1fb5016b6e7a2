package dev.bellows.controller.cluster.local.manifest;

import dev.bellows.core.scaling.hpa.admission.Defaults;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the HorizontalPodAutoscaler of the target.
final class HpaManifest {
  /// More processes than this are no test bench but an accident.
  private static final int MOST_REPLICAS = 50;

  private static final int MOST_PERCENT = 10_000;
  private static final int MOST_WINDOW_SECONDS = 3600;
  private static final int MOST_PERIOD_SECONDS = 1800;

  private HpaManifest() {}

  /// The document, defaulted as the API server does it.
  @SuppressWarnings("unchecked")
  static Map<String, Object> read(Path file, String workload) {
    YamlNode hpa = YamlFile.read(file, "autoscaling/v2", "HorizontalPodAutoscaler");
    hpa.required("metadata").required("name").text();
    YamlNode spec = hpa.required("spec");
    YamlNode target = spec.required("scaleTargetRef");
    target.required("kind").mustBe("Deployment");
    target.required("name").mustBe(workload);
    int least = spec.optional("minReplicas").map(min -> min.integer(1, MOST_REPLICAS)).orElse(1);
    spec.required("maxReplicas").integer(least, MOST_REPLICAS);
    spec.optional("metrics")
        .ifPresent(metrics -> metrics.items().forEach(HpaManifest::checkMetric));
    Optional<YamlNode> behavior = spec.optional("behavior");
    behavior.flatMap(both -> both.optional("scaleUp")).ifPresent(HpaManifest::checkRules);
    behavior.flatMap(both -> both.optional("scaleDown")).ifPresent(HpaManifest::checkRules);
    Map<String, Object> document = new LinkedHashMap<>((Map<String, Object>) hpa.toDocument());
    document.put("spec", Defaults.of((Map<String, Object>) spec.toDocument()));
    return document;
  }

  private static void checkMetric(YamlNode metric) {
    metric.required("type").mustBe("Resource");
    YamlNode resource = metric.required("resource");
    resource.required("name").mustBe("cpu");
    YamlNode target = resource.required("target");
    target.required("type").mustBe("Utilization");
    target.required("averageUtilization").integer(1, MOST_PERCENT);
  }

  private static void checkRules(YamlNode rules) {
    rules
        .optional("stabilizationWindowSeconds")
        .ifPresent(window -> window.integer(0, MOST_WINDOW_SECONDS));
    rules
        .optional("selectPolicy")
        .ifPresent(choice -> choice.parsed("Max, Min or Disabled", SelectPolicy::valueOf));
    rules
        .optional("policies")
        .ifPresent(policies ->
            policies
                .items()
                .forEach(policy -> {
                  policy.required("type").parsed("Pods or Percent", PolicyType::valueOf);
                  policy.required("value").integer(1, Integer.MAX_VALUE);
                  policy.required("periodSeconds").integer(1, MOST_PERIOD_SECONDS);
                }));
  }

  private enum SelectPolicy {
    Max,
    Min,
    Disabled
  }

  private enum PolicyType {
    Pods,
    Percent
  }
}
