package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Sample;
import dev.bellows.core.scaling.hpa.Quantity;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what metrics.k8s.io says, the way the autoscaler's client does: a pod of which one
/// container has no sample has none either.
///
/// The documents are read as plain maps: fabric8's own type takes the window `15.001s` for one
/// second.
final class PodUsage {
  private static final List<String> RESOURCES = List.of("cpu", "memory");

  private PodUsage() {}

  static Metrics of(List<GenericKubernetesResource> pods) {
    Map<String, Map<String, Sample>> byPod = new HashMap<>();
    Map<String, Map<String, Map<String, Sample>>> byContainer = new HashMap<>();
    for (String resource : RESOURCES) {
      Map<String, Sample> sums = new HashMap<>();
      Map<String, Map<String, Sample>> parts = new HashMap<>();
      pods.forEach(pod -> add(pod, resource, sums, parts));
      byPod.put(resource, Map.copyOf(sums));
      byContainer.put(resource, parts);
    }
    return new Metrics(byPod, byContainer, Map.of(), Map.of(), Map.of());
  }

  private static void add(
      GenericKubernetesResource pod,
      String resource,
      Map<String, Sample> sums,
      Map<String, Map<String, Sample>> parts) {
    String name = pod.getMetadata().getName();
    long atMillis = Instant.parse(text(pod.get("timestamp"))).toEpochMilli();
    long windowMillis = GoDuration.millis(text(pod.get("window")));
    List<Map<String, Object>> containers = containers(pod);
    long sum = 0;
    boolean whole = !containers.isEmpty();
    for (Map<String, Object> container : containers) {
      if (container.get("usage") instanceof Map<?, ?> usage && usage.get(resource) != null) {
        long milli = Quantity.parse(text(usage.get(resource))).milliValue();
        sum += milli;
        parts
            .computeIfAbsent(text(container.get("name")), any -> new HashMap<>())
            .put(name, new Sample(milli, atMillis, windowMillis));
      } else {
        whole = false;
      }
    }
    if (whole) {
      sums.put(name, new Sample(sum, atMillis, windowMillis));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> containers(GenericKubernetesResource pod) {
    return pod.get("containers") instanceof List<?> list
        ? (List<Map<String, Object>>) list
        : List.of();
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }
}
