package dev.bellows.controller.loop;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The HorizontalPodAutoscaler that the loop runs, as the document that people wrote.
///
/// @param document the whole object, defaulted
public record Autoscaler(Map<String, Object> document) {

  public int minReplicas() {
    return (Integer) spec().get("minReplicas");
  }

  public int maxReplicas() {
    return (Integer) spec().get("maxReplicas");
  }

  /// The CPU target in percent of the request; empty for an autoscaler that looks at something
  /// else.
  public Optional<Integer> targetUtilization() {
    return Documents.find(spec(), "metrics").map(List.class::cast).stream()
        .flatMap(metrics -> ((List<?>) metrics).stream())
        .flatMap(
            metric -> Documents.find(metric, "resource", "target", "averageUtilization").stream())
        .map(Integer.class::cast)
        .findFirst();
  }

  @SuppressWarnings("unchecked")
  public Map<String, Object> spec() {
    return (Map<String, Object>) document.get("spec");
  }
}
