package dev.bellows.cli.api;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object as the controller sent it. A field that is absent reads as empty text, zero,
/// false, an empty object or an empty list: an older or newer controller must not break a display.
public record Json(Map<String, Object> fields) {
  public static final Json EMPTY = new Json(Map.of());

  /// @throws CommandFailure when the text is no JSON object
  public static Json parse(String text) {
    try {
      return new Json(JSON.std.mapFrom(text));
    } catch (IOException notJson) {
      throw noJson(text);
    }
  }

  /// Reads an array of objects.
  ///
  /// @throws CommandFailure when the text is no JSON array
  public static List<Json> parseList(String text) {
    try {
      return JSON.std.listFrom(text).stream().map(Json::of).toList();
    } catch (IOException notJson) {
      throw noJson(text);
    }
  }

  public boolean has(String name) {
    return fields.get(name) != null;
  }

  public String text(String name) {
    Object value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  public double number(String name) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  public long count(String name) {
    return Math.round(number(name));
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  public Json at(String name) {
    return of(fields.get(name));
  }

  public List<Json> items(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().map(Json::of).toList()
        : List.of();
  }

  /// An array as it is.
  public List<Object> list(String name) {
    return fields.get(name) instanceof List<?> list
        ? Collections.unmodifiableList(list)
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private static Json of(@Nullable Object value) {
    return new Json(value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of());
  }

  private static CommandFailure noJson(String text) {
    String start = text.length() <= 60 ? text : text.substring(0, 60) + "...";
    return new CommandFailure(
        ExitCode.NOT_REACHABLE, "Expected JSON from the controller, but got: " + start);
  }
}
