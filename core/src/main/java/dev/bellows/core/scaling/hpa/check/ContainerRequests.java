package dev.bellows.core.scaling.hpa.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the containers of a workload request, as an observation wants it.
public final class ContainerRequests {

  private static final List<String> RESOURCES = List.of("cpu", "memory");

  private ContainerRequests() {}

  /// Container name -> resource -> quantity, where a limit stands for a request that is absent.
  /// Empty for a document without a pod template.
  public static Map<String, Map<String, String>> of(Map<String, ?> document) {
    Map<String, Map<String, String>> requests = new LinkedHashMap<>();
    for (Workload.Container container : Workload.of(Fields.of(document)).containers()) {
      Map<String, String> known = new LinkedHashMap<>();
      for (String resource : RESOURCES) {
        Optional<Long> milli = container.requestMilli(resource);
        milli.ifPresent(thousandths -> known.put(resource, thousandths + "m"));
      }
      requests.put(container.name(), known);
    }
    return requests;
  }
}
