package dev.bellows.controller.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.Decision;
import java.util.Map;
import java.util.Optional;

/// A decision as an earlier controller wrote it down.
record RecordedDecision(
    long atMillis,
    int from,
    int to,
    Constraint binding,
    String reason,
    String sentence,
    Map<String, Object> toDocument)
    implements Decision {

  /// The decision of a line of the history; empty for a line that a crash cut short.
  @SuppressWarnings("unchecked")
  static Optional<Decision> of(String line, ObjectMapper json) {
    try {
      Map<String, Object> trace =
          (Map<String, Object>) json.readValue(line, Map.class).getOrDefault("trace", Map.of());
      return Optional.of(
          new RecordedDecision(
              ((Number) trace.get("atMillis")).longValue(),
              ((Number) trace.get("from")).intValue(),
              ((Number) trace.get("to")).intValue(),
              Constraint.valueOf((String) trace.get("binding")),
              (String) trace.get("reason"),
              (String) trace.get("sentence"),
              trace));
    } catch (JsonProcessingException | RuntimeException torn) {
      return Optional.empty();
    }
  }
}
