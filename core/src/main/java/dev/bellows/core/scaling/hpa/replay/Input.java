package dev.bellows.core.scaling.hpa.replay;

import dev.bellows.core.scaling.hpa.Quantity;
import dev.bellows.core.scaling.hpa.QuantityFormatException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A value of a document with its path, read as what it must be.
///
/// @param value null if it is absent
record Input(String path, @Nullable Object value) {

  static Input document(Map<?, ?> document) {
    return new Input("", document);
  }

  boolean isPresent() {
    return value != null;
  }

  Input at(String field) {
    return new Input(path.isEmpty() ? field : path + "." + field, map().get(field));
  }

  /// Absent reads as empty.
  Map<?, ?> map() {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> map;
      default -> throw expected("an object");
    };
  }

  /// The entries that are set, each read; absent reads as empty.
  <T> Map<String, T> each(Function<Input, T> read) {
    Map<String, T> entries = new LinkedHashMap<>();
    map()
        .forEach((key, inner) -> {
          if (inner != null) {
            entries.put(String.valueOf(key), read.apply(at(String.valueOf(key))));
          }
        });
    return entries;
  }

  /// The elements, each read; absent reads as empty.
  <T> List<T> list(Function<Input, T> read) {
    List<T> elements = new ArrayList<>();
    switch (value) {
      case null -> {}
      case List<?> list -> {
        for (Object element : list) {
          elements.add(read.apply(new Input(path + "[" + elements.size() + "]", element)));
        }
      }
      default -> throw expected("a list");
    }
    return elements;
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw expected("a text");
  }

  boolean flag() {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw expected("true or false");
    };
  }

  double ratio() {
    return number().doubleValue();
  }

  int count() {
    try {
      return number().intValueExact();
    } catch (ArithmeticException tooLarge) {
      throw expected("a whole number of 32 bits");
    }
  }

  long whole() {
    try {
      return number().longValueExact();
    } catch (ArithmeticException fraction) {
      throw expected("a whole number");
    }
  }

  /// Seconds, as milliseconds.
  long seconds() {
    try {
      return number().movePointRight(3).longValueExact();
    } catch (ArithmeticException tooFine) {
      throw expected("a number of seconds, no finer than a millisecond");
    }
  }

  OptionalLong optionalSeconds() {
    return isPresent() ? OptionalLong.of(seconds()) : OptionalLong.empty();
  }

  long quantityMilli() {
    try {
      return Quantity.parse(String.valueOf(value)).milliValue();
    } catch (QuantityFormatException unreadable) {
      throw expected("a quantity such as 100m");
    }
  }

  <E extends Enum<E>> E oneOf(Class<E> type) {
    String word = text();
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> spelled(constant).equals(word))
        .findFirst()
        .orElseThrow(() ->
            expected(
                "one of "
                    + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants()).map(Input::spelled).toList())));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private BigDecimal number() {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    throw expected("a number");
  }

  private UnreadableInputException expected(String what) {
    return new UnreadableInputException(
        path, "must be " + what + ", but " + (isPresent() ? "was " + value : "is missing"));
  }
}
