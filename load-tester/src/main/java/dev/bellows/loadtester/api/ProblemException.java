package dev.bellows.loadtester.api;

import org.jspecify.annotations.Nullable;

/// A request that cannot be granted; the message is one sentence for the user.
final class ProblemException extends RuntimeException {

  private final int status;
  private final String title;
  private final @Nullable String parameter;

  private ProblemException(int status, String title, @Nullable String parameter, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
    this.parameter = parameter;
  }

  /// @param rule what is expected and what was given, as the end of a sentence that begins with the
  ///   parameter's name
  static ProblemException parameter(String parameter, String rule) {
    return new ProblemException(400, "Bad parameter", parameter, parameter + " " + rule + ".");
  }

  static ProblemException malformed(String detail) {
    return new ProblemException(400, "Malformed request", null, detail);
  }

  static ProblemException unknownRun(String id) {
    return new ProblemException(
        404, "No such run", "id", "There is no run " + id + "; GET /runs lists the known ones.");
  }

  static ProblemException conflict(String detail) {
    return new ProblemException(409, "Not possible now", null, detail);
  }

  static ProblemException notAllowed(String detail) {
    return new ProblemException(405, "Method not allowed", null, detail);
  }

  static ProblemException tooManyRuns(String detail) {
    return new ProblemException(429, "Too many runs", null, detail);
  }

  Problem toProblem(String instance) {
    return new Problem("about:blank", title, status, getMessage(), instance, parameter);
  }

  int status() {
    return status;
  }
}
