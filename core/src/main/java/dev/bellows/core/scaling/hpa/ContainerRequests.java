package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each pod asks for of one resource: the divisor of a utilization.
///
/// Upstream: `replica_calculator.go`, `calculatePodRequestsFromContainers`.
///
/// @param milliPerPod the request in thousandths
/// @param failure what is missing, in upstream's words, or null
record ContainerRequests(long milliPerPod, @Nullable String failure) {

  /// @param container one container's request alone, or null for the sum over all
  static ContainerRequests of(
      Observation observation, String resource, @Nullable String container) {
    long milli = 0;
    for (Map.Entry<String, Map<String, Long>> entry :
        observation.containerRequestsMilli().entrySet()) {
      boolean asked = container == null || container.equals(entry.getKey());
      Long request = asked ? entry.getValue().get(resource) : null;
      if (asked && request == null) {
        return missing(
            "missing request for " + resource + " in container " + entry.getKey() + " of Pod ",
            observation);
      }
      milli += request == null ? 0 : request;
    }
    if (container != null && !observation.containerRequestsMilli().containsKey(container)) {
      return missing("container " + container + " not found in Pod ", observation);
    }
    return new ContainerRequests(milli, null);
  }

  private static ContainerRequests missing(String what, Observation observation) {
    return new ContainerRequests(0, what + observation.pods().getFirst().name());
  }
}
