package dev.bellows.core.scaling.hpa.replay;

/// A document that does not say what it must; the message is one sentence that begins with the
/// field.
public final class UnreadableInputException extends IllegalArgumentException {

  private final String field;

  UnreadableInputException(String field, String problem) {
    super((field.isEmpty() ? "the document" : field) + " " + problem);
    this.field = field;
  }

  /// The path of the field to blame: `ticks[3].pods[0].phase`; empty for the whole document.
  public String field() {
    return field;
  }
}
