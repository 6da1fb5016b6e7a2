package dev.bellows.controller.trial;

/// A trial file that cannot be run; the message is one sentence with the line and the path.
public final class TrialFileException extends RuntimeException {
  private final String path;

  TrialFileException(int line, String path, String flaw) {
    super(
        path.isEmpty()
            ? "line %d: %s".formatted(line, flaw)
            : "line %d, %s: %s".formatted(line, path, flaw));
    this.path = path;
  }

  /// The field to blame, such as `load.intensity`; empty for the whole.
  public String path() {
    return path;
  }
}
