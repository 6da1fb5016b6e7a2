package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Refuses before anything else sees a request what nobody may ask: by a foreign name, which a
/// browser was made to believe is ours (DNS rebinding), or at an address that is no URI.
@Singleton
final class RequestGuard {
  private static final int FIRST = 10_000;

  private final CallerRules rules;
  private final ObjectMapper json;

  RequestGuard(DashboardConfig config, ObjectMapper json) {
    this.rules = new CallerRules(config.allowedHosts().orElse(List.of()));
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  private void check(RoutingContext context) {
    Optional<String> foreign = rules.refuseHost(context.request().getHeader("Host"));
    Optional<String> illegal = RawUri.firstIllegal(context.request().uri());
    if (foreign.isPresent()) {
      refuse(context, 403, "Forbidden", foreign.get());
    } else if (illegal.isPresent()) {
      refuse(
          context,
          400,
          "Bad Request",
          "Path and query must be percent-encoded, but hold '%s'.".formatted(illegal.get()));
    } else {
      context.next();
    }
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
