package dev.bellows.core.scaling.hpa.admission;

/// Why a field's value is refused.
public enum Reason {
  REQUIRED("FieldValueRequired", "Required value"),
  INVALID("FieldValueInvalid", "Invalid value"),
  NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
  FORBIDDEN("FieldValueForbidden", "Forbidden"),
  TOO_LONG("FieldValueTooLong", "Too long");

  private final String cause;
  private final String opening;

  Reason(String cause, String opening) {
    this.cause = cause;
    this.opening = opening;
  }

  /// The name in the API server's answer.
  public String cause() {
    return cause;
  }

  /// The first words of its message.
  String opening() {
    return opening;
  }
}
