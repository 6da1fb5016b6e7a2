package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses before anything else sees a request what nobody may ask: by a foreign name, which a
/// browser was made to believe is ours (DNS rebinding), at an address that is no URI, or with a
/// body that is too large.
@Singleton
final class RequestGuard {
  private static final int FIRST = 10_000;

  private final CallerRules rules;
  private final ObjectMapper json;
  private final long largestBody;

  RequestGuard(
      DashboardConfig config,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
    this.rules = new CallerRules(config.allowedHosts().orElse(List.of()));
    this.json = json;
    this.largestBody = largestBody.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  private void check(RoutingContext context) {
    Optional<String> foreign = rules.refuseHost(context.request().getHeader("Host"));
    Optional<String> illegal = RawUri.firstIllegal(context.request().uri());
    long body = length(context.request());
    if (foreign.isPresent()) {
      refuse(context, 403, "Forbidden", foreign.get());
    } else if (illegal.isPresent()) {
      refuse(
          context,
          400,
          "Bad Request",
          "Path and query must be percent-encoded, but hold '%s'.".formatted(illegal.get()));
    } else if (body > largestBody) {
      refuse(
          context,
          413,
          "Content Too Large",
          "The body must have at most %d bytes, but has %d.".formatted(largestBody, body));
    } else {
      context.next();
    }
  }

  /// Of the body, as far as it is said before it comes.
  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private void refuse(RoutingContext context, int status, String title, String detail) {
    String path = context.request().path();
    Problem problem = new Problem("about:blank", title, status, detail, path, null);
    try {
      context
          .response()
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException impossible) {
      context.fail(impossible);
    }
  }
}
