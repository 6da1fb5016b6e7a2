package dev.bellows.core.scaling.hpa.admission;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A value as JSON has it: what kind it is, and how it is spelled.
final class JsonValue {

  private JsonValue() {}

  static String kind(Object value) {
    return switch (value) {
      case Boolean _ -> "bool";
      case Number _ -> "number";
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "array";
      default -> "string";
    };
  }

  /// A parser that answers doubles has lost the spelling; the shortest one then stands for it.
  static String text(Object value) {
    return switch (value) {
      case Double number when !number.isInfinite() && !number.isNaN() -> shortest(number);
      case Float number when !number.isInfinite() && !number.isNaN() -> shortest(number);
      case BigDecimal number -> number.toString().toLowerCase(Locale.ROOT).replace("e+", "e");
      default -> value.toString();
    };
  }

  private static String shortest(Number number) {
    BigDecimal plain = new BigDecimal(number.toString()).stripTrailingZeros();
    return plain.scale() <= 0 && plain.precision() - plain.scale() <= 21
        ? plain.toBigIntegerExact().toString()
        : text(plain);
  }
}
