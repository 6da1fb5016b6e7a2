package dev.bellows.core.scaling.hpa.replay;

import dev.bellows.core.scaling.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A decision in the form of a recording's `expected` part.
public final class TickDocument {

  private TickDocument() {}

  /// What is empty is left out, as in the recordings.
  public static Map<String, Object> of(Decision decision) {
    Map<String, Object> tick = new LinkedHashMap<>();
    tick.put("specReplicas", decision.to());
    tick.put("statusDesiredReplicas", decision.statusDesiredReplicas());
    tick.put(
        "conditions",
        decision.conditions().stream()
            .map(condition ->
                entry(
                    "type",
                    condition.type(),
                    "status",
                    condition.status(),
                    "reason",
                    condition.reason(),
                    "message",
                    condition.message()))
            .toList());
    putUnlessEmpty(
        tick,
        "events",
        decision.events().stream()
            .map(event ->
                entry("type", event.type(), "reason", event.reason(), "message", event.message()))
            .toList());
    putUnlessEmpty(tick, "currentMetrics", decision.currentMetrics());
    decision.error().ifPresent(error -> tick.put("error", error));
    return tick;
  }

  private static void putUnlessEmpty(Map<String, Object> tick, String field, List<?> entries) {
    if (!entries.isEmpty()) {
      tick.put(field, entries);
    }
  }

  private static Map<String, Object> entry(String... pairs) {
    Map<String, Object> entry = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      entry.put(pairs[i], pairs[i + 1]);
    }
    return entry;
  }
}
