package dev.bellows.demoapp;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// A request that cannot be served, told as one sentence; [ProblemAnswers] turns it into the
/// answer.
public final class ProblemException extends RuntimeException {

  private final int status;
  private final @Nullable String parameter;
  private final int retryAfterSeconds;

  private ProblemException(
      int status, String detail, @Nullable String parameter, int retryAfterSeconds) {
    // No stack trace: a refused request is no surprise, and an overloaded pod refuses many of them.
    super(detail, null, false, false);
    this.status = status;
    this.parameter = parameter;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(400, detail, parameter, 0);
  }

  public static ProblemException conflict(String parameter, String detail) {
    return new ProblemException(409, detail, parameter, 0);
  }

  public static ProblemException overloaded(String detail, int retryAfterSeconds) {
    return new ProblemException(503, detail, null, retryAfterSeconds);
  }

  public static ProblemException failed(String detail) {
    return new ProblemException(500, detail, null, 0);
  }

  public static ProblemException wrongMethod(String allowed, String path) {
    return new ProblemException(
        405, "the method is not allowed at %s, use %s".formatted(path, allowed), null, 0);
  }

  /// Answers a request that no REST resource handles.
  public void answer(RoutingContext exchange) {
    if (retryAfterSeconds > 0) {
      exchange.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds));
    }
    exchange
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(Json.encode(problem(exchange.request().path())));
  }

  Problem problem(String instance) {
    String title = RestResponse.Status.fromStatusCode(status).getReasonPhrase();
    return Problem.of(status, title, String.valueOf(getMessage()), instance).blaming(parameter);
  }

  /// Seconds after which a retry makes sense; 0 when none does.
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
