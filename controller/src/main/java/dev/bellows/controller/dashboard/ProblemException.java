package dev.bellows.controller.dashboard;

import org.jspecify.annotations.Nullable;

/// A request that cannot be served, told as one sentence.
final class ProblemException extends RuntimeException {
  private final int status;
  private final @Nullable String parameter;

  private ProblemException(int status, String detail, @Nullable String parameter) {
    super(detail, null, false, false);
    this.status = status;
    this.parameter = parameter;
  }

  static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(400, detail, parameter);
  }

  static ProblemException forbidden(String detail) {
    return new ProblemException(403, detail, null);
  }

  static ProblemException unknown(String detail) {
    return new ProblemException(404, detail, null);
  }

  static ProblemException conflict(String detail) {
    return new ProblemException(409, detail, null);
  }

  int status() {
    return status;
  }

  @Nullable String parameter() {
    return parameter;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
