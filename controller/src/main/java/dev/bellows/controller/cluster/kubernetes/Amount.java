package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.core.scaling.hpa.Quantity;
import dev.bellows.core.scaling.hpa.QuantityFormatException;

/// A value of a document in the one form in which equal amounts are equal.
final class Amount {
  private Amount() {}

  static Object of(Object value) {
    try {
      return Quantity.parse(String.valueOf(value)).milliValue();
    } catch (QuantityFormatException | ArithmeticException other) {
      return String.valueOf(value);
    }
  }
}
