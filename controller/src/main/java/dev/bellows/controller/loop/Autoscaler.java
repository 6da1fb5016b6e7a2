package dev.bellows.controller.loop;

import dev.bellows.core.scaling.hpa.ControllerSettings;
import dev.bellows.core.scaling.hpa.HpaPolicy;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.admission.Admission;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A HorizontalPodAutoscaler: the object that people read and write, and the policy that it means.
///
/// @param document the whole object, admitted and defaulted
public record Autoscaler(Map<String, Object> document) {

  /// The same object with another spec, or the causes why an API server would refuse it.
  public Autoscaler withSpec(Map<String, Object> spec) {
    Map<String, Object> edited = new LinkedHashMap<>(document);
    edited.put("spec", spec);
    switch (Admission.admit(edited)) {
      case Verdict.Accepted accepted -> edited.put("spec", accepted.spec());
      case Verdict.Invalid invalid ->
          throw new RefusedSpecException(
              invalid.causes().getFirst().field(), invalid.causes().getFirst().message());
      case Verdict.NotDecodable unreadable ->
          throw new RefusedSpecException(
              unreadable.field().isEmpty() ? "spec" : unreadable.field(), unreadable.message());
    }
    return new Autoscaler(edited);
  }

  public HpaPolicy policy() {
    return new HpaPolicy(HpaSpec.of(document), ControllerSettings.DEFAULT);
  }

  public String name() {
    return Documents.find(document, "metadata", "name").map(Object::toString).orElse("");
  }

  public int minReplicas() {
    return number("minReplicas");
  }

  public int maxReplicas() {
    return number("maxReplicas");
  }

  /// The CPU target in percent of the request; empty for one that looks at something else.
  public Optional<Integer> targetUtilization() {
    List<?> metrics =
        Documents.find(document, "spec", "metrics").map(List.class::cast).orElse(List.of());
    return metrics.stream()
        .flatMap(
            metric -> Documents.find(metric, "resource", "target", "averageUtilization").stream())
        .map(value -> ((Number) value).intValue())
        .findFirst();
  }

  @SuppressWarnings("unchecked")
  public Map<String, Object> spec() {
    return (Map<String, Object>) document.get("spec");
  }

  private int number(String field) {
    return ((Number) spec().get(field)).intValue();
  }
}
