package dev.bellows.core.scaling.hpa.admission;

/// Ends the decoding; the message is the API server's, without its opening.
final class NotDecodableException extends RuntimeException {

  NotDecodableException(String message) {
    super(message, null, false, false);
  }
}
