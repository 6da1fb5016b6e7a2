package dev.bellows.core.schedule.shape;

/// A value that cannot be accepted; the message is one sentence that begins with its name.
public final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String rule;

  /// @param rule what is expected and what was given, as the end of a sentence that begins with the
  ///   name
  public BadValue(String name, String rule) {
    super(name + " " + rule + ".");
    this.name = name;
    this.rule = rule;
  }

  public String name() {
    return name;
  }

  public String rule() {
    return rule;
  }
}
