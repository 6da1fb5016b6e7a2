package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.core.scaling.hpa.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A bundled Deployment whose CPU requests were made to fit the cluster, with a sentence that says
/// so. Any other document stays as it is.
record FittedRequests(Map<String, Object> document, String note) {

  static FittedRequests of(
      Map<String, Object> document, int replicas, OptionalLong allocatableMillicores) {
    if (!"Deployment".equals(document.get("kind")) || allocatableMillicores.isEmpty()) {
      return new FittedRequests(document, "");
    }
    List<String> notes = new ArrayList<>();
    Map<String, Object> spec = copy(document, "spec");
    Map<String, Object> template = copy(spec, "template");
    Map<String, Object> pod = copy(template, "spec");
    List<Object> containers = new ArrayList<>();
    for (Object container : (List<?>) pod.get("containers")) {
      containers.add(
          fitted(Fields.document(container), replicas, allocatableMillicores.getAsLong(), notes));
    }
    pod.put("containers", containers);
    template.put("spec", pod);
    spec.put("template", template);
    Map<String, Object> result = new LinkedHashMap<>(document);
    result.put("spec", spec);
    return new FittedRequests(result, String.join(" ", notes));
  }

  private static Map<String, Object> fitted(
      Map<String, Object> container, int replicas, long allocatable, List<String> notes) {
    Map<String, Object> result = new LinkedHashMap<>(container);
    Map<String, Object> resources = copy(result, "resources");
    Map<String, Object> requests = copy(resources, "requests");
    if (requests.get("cpu") == null) {
      return result;
    }
    long wanted = Quantity.parse(String.valueOf(requests.get("cpu"))).milliValue();
    long fitting = Sizing.fittingMillicores(allocatable, replicas, wanted);
    if (fitting != wanted) {
      requests.put("cpu", fitting + "m");
      resources.put("requests", requests);
      result.put("resources", resources);
      notes.add(
          "The CPU request of %s was lowered from %dm to %dm, so that %d replicas fit the %dm that the nodes give to pods."
              .formatted(container.get("name"), wanted, fitting, replicas, allocatable));
    }
    return result;
  }

  private static Map<String, Object> copy(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> map
        ? new LinkedHashMap<>(Fields.document(map))
        : new LinkedHashMap<>();
  }
}
