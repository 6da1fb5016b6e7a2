package dev.bellows.controller.loop;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds values in documents of plain maps.
public final class Documents {
  private Documents() {}

  /// The value at the path, or empty where the path ends early.
  public static Optional<Object> find(@Nullable Object document, String... path) {
    Object value = document;
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return Optional.ofNullable(value);
  }
}
