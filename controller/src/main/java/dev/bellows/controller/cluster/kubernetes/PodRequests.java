package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.core.scaling.hpa.Quantity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads what the containers of a pod request, as an autoscaler does: init containers count when
/// they stay (sidecars).
final class PodRequests {
  private PodRequests() {}

  /// Container name -> resource name -> thousandths.
  static Map<String, Map<String, Long>> milli(PodSpec pod) {
    Map<String, Map<String, Long>> requests = new LinkedHashMap<>();
    pod.getInitContainers().stream()
        .filter(container -> "Always".equals(container.getRestartPolicy()))
        .forEach(container -> requests.put(container.getName(), milli(container)));
    pod.getContainers().forEach(container -> requests.put(container.getName(), milli(container)));
    return requests;
  }

  static Map<String, Long> sum(Map<String, Map<String, Long>> byContainer) {
    Map<String, Long> sum = new LinkedHashMap<>();
    byContainer
        .values()
        .forEach(requests ->
            requests.forEach((resource, milli) -> sum.merge(resource, milli, Long::sum)));
    return sum;
  }

  private static Map<String, Long> milli(Container container) {
    Map<String, Long> milli = new LinkedHashMap<>();
    if (container.getResources() != null && container.getResources().getRequests() != null) {
      container
          .getResources()
          .getRequests()
          .forEach((resource, quantity) ->
              milli.put(resource, Quantity.parse(quantity.toString()).milliValue()));
    }
    return milli;
  }
}
