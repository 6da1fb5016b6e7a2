package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import java.util.List;
import java.util.Map;

/// What the autoscaler remembers from one reconciliation to the next. Immutable; [#toDocument] and
/// [#of] carry it over a restart.
///
/// @param recommendations what the metrics asked for earlier
/// @param ups the scale-ups done, kept only for a spec with `behavior`
/// @param downs the scale-downs done, likewise
/// @param conditions the status's conditions
/// @param statusDesiredReplicas the status's `desiredReplicas`
public record HpaState(
    Recommendations recommendations,
    ScaleEvents ups,
    ScaleEvents downs,
    List<Condition> conditions,
    int statusDesiredReplicas) {

  /// What a controller knows of an autoscaler it has never reconciled.
  public static final HpaState INITIAL =
      new HpaState(Recommendations.NONE, ScaleEvents.NONE, ScaleEvents.NONE, List.of(), 0);

  /// The state as plain maps and lists.
  public Map<String, Object> toDocument() {
    return StateDocument.of(this);
  }

  /// The state that [#toDocument] wrote.
  public static HpaState of(Map<String, ?> document) {
    return StateDocument.read(document);
  }
}
