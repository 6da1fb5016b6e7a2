package dev.bellows.core.scaling.hpa;

/// A text that is no quantity; the message is the API server's.
public final class QuantityFormatException extends IllegalArgumentException {

  QuantityFormatException(String message) {
    super(message);
  }
}
