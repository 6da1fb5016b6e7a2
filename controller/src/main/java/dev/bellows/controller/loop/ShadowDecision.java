package dev.bellows.controller.loop;

import dev.bellows.controller.cluster.AutoscalerStatus;
import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a cluster's autoscaler decided, with the trace that the engine computes from the same
/// observations.
///
/// @param status what the cluster's autoscaler said
/// @param from the replicas asked for before
/// @param to the replicas it asked for now
/// @param computed what the engine makes of the inputs
/// @param agrees whether both came to the same; null where the inputs cannot be seen
/// @param inputs what the engine was given, where it came from and how wrong it may be
public record ShadowDecision(
    AutoscalerStatus status,
    int from,
    int to,
    Decision computed,
    @Nullable Boolean agrees,
    Map<String, Object> inputs)
    implements Decision {

  @Override
  public long atMillis() {
    return computed.atMillis();
  }

  @Override
  public Constraint binding() {
    return computed.binding();
  }

  @Override
  public String reason() {
    return agreesOrUnknown() ? computed.reason() : condition("AbleToScale");
  }

  @Override
  public String sentence() {
    if (agrees == null) {
      return "The cluster went from %d to %d; its metrics are not read, so nothing was computed."
          .formatted(from, to());
    }
    return agrees
        ? computed.sentence()
        : "The cluster went from %d to %d (%s), the engine computes %d: %s"
            .formatted(from, to(), reason(), computed.to(), computed.sentence());
  }

  @Override
  public Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>(computed.toDocument());
    document.put("inputs", inputs);
    return document;
  }

  @Override
  public List<Condition> conditions() {
    return status.conditions();
  }

  /// The cluster's own events are watched; none is told twice.
  @Override
  public List<Event> events() {
    return List.of();
  }

  @Override
  public List<Map<String, Object>> currentMetrics() {
    return status.currentMetrics();
  }

  @Override
  public Optional<String> error() {
    return computed.error();
  }

  private boolean agreesOrUnknown() {
    return agrees != null && agrees;
  }

  private String condition(String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .map(Condition::reason)
        .findFirst()
        .orElse("Unknown");
  }
}
