package dev.bellows.core.scaling.hpa.admission;

/// Ends the decoding; the message is the API server's, without its opening.
final class NotDecodableException extends RuntimeException {

  private final String field;

  NotDecodableException(String message, String field) {
    super(message, null, false, false);
    this.field = field;
  }

  /// The path of what the message is about.
  String field() {
    return field;
  }
}
