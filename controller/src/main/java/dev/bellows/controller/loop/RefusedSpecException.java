package dev.bellows.controller.loop;

/// A spec that an API server would refuse; the message is its reason.
public final class RefusedSpecException extends RuntimeException {
  private final String field;

  public RefusedSpecException(String field, String message) {
    super(message);
    this.field = field;
  }

  /// Path of the field to blame, such as `spec.maxReplicas`.
  public String field() {
    return field;
  }
}
