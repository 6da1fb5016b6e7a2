package dev.bellows.core.scaling.hpa.check;

import dev.bellows.core.scaling.hpa.Quantity;
import dev.bellows.core.scaling.hpa.QuantityFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Part of a document with its path. What is absent or of another type reads as absent: telling so
/// is not this package's task.
record Fields(String path, Map<?, ?> values) {

  static Fields of(@Nullable Object document) {
    return at("", document);
  }

  static Fields at(String path, @Nullable Object value) {
    return new Fields(path, value instanceof Map<?, ?> map ? map : Map.of());
  }

  boolean has(String field) {
    return values.get(field) != null;
  }

  String pathOf(String field) {
    return path.isEmpty() || path.endsWith(" ") ? path + field : path + "." + field;
  }

  Fields at(String field) {
    return at(pathOf(field), values.get(field));
  }

  List<Fields> each(String field) {
    List<Fields> elements = new ArrayList<>();
    if (values.get(field) instanceof List<?> list) {
      for (Object element : list) {
        elements.add(at(pathOf(field) + "[" + elements.size() + "]", element));
      }
    }
    return elements;
  }

  String text(String field) {
    return values.get(field) instanceof String text ? text : "";
  }

  Optional<Integer> number(String field) {
    return values.get(field) instanceof Number number
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  Optional<Quantity> amount(String field) {
    try {
      return Optional.ofNullable(values.get(field))
          .map(value -> Quantity.parse(value.toString().strip()));
    } catch (QuantityFormatException unreadable) {
      return Optional.empty();
    }
  }
}
