package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/// A metric that proposes nothing, because its API failed, its pods were all unready, or a request
/// is missing.
///
/// Upstream: `horizontal.go`, `computeReplicasForMetric` and
/// `getUnableComputeReplicaCountCondition`. The words are upstream's.
///
/// @param cause what the event and the condition say
/// @param error the cause with what was being done, as the reconciliation's error carries it
public record MetricFailure(MetricSpec spec, String cause, String error) implements MetricTrace {

  /// The reason of the event and of the condition, `FailedGetResourceMetric` for instance.
  public String reason() {
    return "FailedGet" + spec.type() + "Metric";
  }

  Event event() {
    return new Event("Warning", reason(), cause);
  }

  Condition condition() {
    return new Condition(
        "ScalingActive",
        "False",
        reason(),
        "the HPA was unable to compute the replica count: " + cause);
  }

  /// An empty status holds the failed metric's place.
  @Override
  public Map<String, Object> status() {
    return Map.of("type", "");
  }

  @Override
  public Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", spec.type());
    document.put("name", spec.name());
    document.put("failure", cause);
    return document;
  }
}
