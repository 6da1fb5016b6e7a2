package dev.bellows.controller.cluster.kubernetes;

import static dev.bellows.controller.cluster.kubernetes.ApiServerDouble.NAMESPACE;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The objects of a small shop: one Deployment `web`, its pods and its autoscaler.
public final class Shop {
  public static final String DEPLOYMENT = "/apis/apps/v1/namespaces/shop/deployments/web";
  public static final String HPA =
      "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web";

  private Shop() {}

  public static String pod(String name) {
    return "/api/v1/namespaces/shop/pods/" + name;
  }

  public static String metrics(String pod) {
    return "/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/" + pod;
  }

  public static Map<String, Object> deployment(int replicas) {
    return deployment(replicas, podSpec());
  }

  static Map<String, Object> deploymentLimitedTo(String cpu) {
    Map<String, Object> pod = podSpec();
    Map<String, Object> container =
        new LinkedHashMap<>(Fields.document(((List<?>) pod.get("containers")).getFirst()));
    Map<String, Object> resources =
        new LinkedHashMap<>(Fields.document(container.get("resources")));
    resources.put("limits", Map.of("cpu", cpu));
    container.put("resources", resources);
    container.put("ports", List.of(Map.of("containerPort", 8080)));
    return deployment(1, Map.of("containers", List.of(container)));
  }

  private static Map<String, Object> deployment(int replicas, Map<String, Object> podSpec) {
    return object(
        "apps/v1",
        "Deployment",
        "web",
        "spec",
        Map.of(
            "replicas",
            replicas,
            "selector",
            Map.of("matchLabels", Map.of("app", "web")),
            "template",
            Map.of("metadata", Map.of("labels", Map.of("app", "web")), "spec", podSpec)));
  }

  public static Map<String, Object> hpa(int maxReplicas) {
    return object(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        "web",
        "spec",
        Map.of(
            "scaleTargetRef",
            Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", "web"),
            "minReplicas",
            1,
            "maxReplicas",
            maxReplicas,
            "metrics",
            List.of(
                Map.of(
                    "type",
                    "Resource",
                    "resource",
                    Map.of(
                        "name",
                        "cpu",
                        "target",
                        Map.of("type", "Utilization", "averageUtilization", 50))))));
  }

  public static Map<String, Object> with(
      Map<String, Object> object, String key, Map<String, Object> value) {
    Map<String, Object> changed = new LinkedHashMap<>(object);
    changed.put(key, value);
    return changed;
  }

  public static Map<String, Object> status(int current, int desired, int utilization) {
    return Map.of(
        "currentReplicas",
        current,
        "desiredReplicas",
        desired,
        "conditions",
        List.of(
            Map.of(
                "type", "AbleToScale",
                "status", "True",
                "reason", "ReadyForNewScale",
                "message", "recommended size matches current size")),
        "currentMetrics",
        List.of(
            Map.of(
                "type",
                "Resource",
                "resource",
                Map.of("name", "cpu", "current", Map.of("averageUtilization", utilization)))));
  }

  public static Map<String, Object> readyPod(String name) {
    return readyPodSince(name, Instant.now());
  }

  public static Map<String, Object> readyPodSince(String name, Instant since) {
    String now = since.truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, Object> pod = object("v1", "Pod", name, "spec", podSpec());
    Map<String, Object> metadata = new LinkedHashMap<>(Fields.document(pod.get("metadata")));
    metadata.put("labels", Map.of("app", "web"));
    metadata.put("creationTimestamp", now);
    pod.put("metadata", metadata);
    pod.put(
        "status",
        Map.of(
            "phase",
            "Running",
            "startTime",
            now,
            "conditions",
            List.of(Map.of("type", "Ready", "status", "True", "lastTransitionTime", now))));
    return pod;
  }

  public static Map<String, Object> usage(String pod, String cpu) {
    Map<String, Object> usage = object("metrics.k8s.io/v1beta1", "PodMetrics", pod, "", "");
    usage.remove("");
    Map<String, Object> metadata = new LinkedHashMap<>(Fields.document(usage.get("metadata")));
    metadata.put("labels", Map.of("app", "web"));
    usage.put("metadata", metadata);
    usage.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    usage.put("window", "15.001s");
    usage.put(
        "containers",
        List.of(Map.of("name", "web", "usage", Map.of("cpu", cpu, "memory", "30Mi"))));
    return usage;
  }

  public static Map<String, Object> event(String name, String pod, String message) {
    Map<String, Object> event = object("v1", "Event", name, "message", message);
    event.put("involvedObject", Map.of("kind", "Pod", "name", pod, "namespace", NAMESPACE));
    event.put("type", "Warning");
    event.put("reason", "BackOff");
    event.put("count", 1);
    return event;
  }

  public static Map<String, Object> object(
      String apiVersion, String kind, String name, String key, Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put(
        "metadata",
        new LinkedHashMap<>(Map.of("name", name, "namespace", NAMESPACE, "uid", "uid-" + name)));
    object.put(key, value);
    return object;
  }

  private static Map<String, Object> podSpec() {
    return Map.of(
        "containers",
        List.of(
            Map.of(
                "name",
                "web",
                "image",
                "web:1",
                "resources",
                Map.of("requests", Map.of("cpu", "100m", "memory", "64Mi")))));
  }
}
