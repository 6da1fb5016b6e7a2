package dev.bellows.controller.trial;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a trial says should be changed in the autoscaler, as a diff of its YAML.
final class Proposal {
  private Proposal() {}

  /// @return null where nothing follows from what was found
  static @Nullable String diff(Map<String, Object> trial) {
    if (!has(trial, "at-max")
        || !(trial.get("hpa") instanceof Map<?, ?> hpa)
        || !(hpa.get("maxReplicas") instanceof Number most)
        || !(trial.get("peakDemand") instanceof Number peak)
        || peak.intValue() <= most.intValue()) {
      return null;
    }
    return """
     apiVersion: autoscaling/v2
     kind: HorizontalPodAutoscaler
     spec:
    -  maxReplicas: %d
    +  maxReplicas: %d
    """
        .formatted(most.intValue(), peak.intValue());
  }

  private static boolean has(Map<String, Object> trial, String kind) {
    return trial.get("findings") instanceof List<?> findings
        && findings.stream()
            .anyMatch(found -> found instanceof Map<?, ?> map && kind.equals(map.get("kind")));
  }
}
