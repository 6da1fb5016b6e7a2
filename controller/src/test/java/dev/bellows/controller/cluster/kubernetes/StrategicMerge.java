package dev.bellows.controller.cluster.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A strategic merge patch: maps are merged, null removes, elements of lists are merged by name.
final class StrategicMerge {
  private StrategicMerge() {}

  static Map<String, Object> of(Map<String, Object> live, Map<String, Object> change) {
    Map<String, Object> merged = new LinkedHashMap<>(live);
    change.forEach((key, value) -> {
      Object old = live.getOrDefault(key, Map.of());
      switch (value) {
        case null -> merged.remove(key);
        case Map<?, ?> map -> merged.put(key, of(Fields.document(old), Fields.document(map)));
        case List<?> list when old instanceof List<?> before -> merged.put(key, of(before, list));
        default -> merged.put(key, value);
      }
    });
    return merged;
  }

  private static List<Object> of(List<?> before, List<?> changes) {
    Stream<Object> merged =
        before.stream()
            .map(element -> {
              Map<String, Object> document = Fields.document(element);
              return changes.stream()
                  .map(Fields::document)
                  .filter(change -> document.get("name").equals(change.get("name")))
                  .findFirst()
                  .map(change -> of(document, change))
                  .orElse(document);
            });
    return merged.toList();
  }
}
