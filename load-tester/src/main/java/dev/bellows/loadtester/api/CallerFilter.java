package dev.bellows.loadtester.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Applies the [CallerRules] before anything else sees a request, and refuses what cannot be read.
/// Probes and metrics under `/q/` are open, because kubelet and Prometheus call by the pod's
/// address; they change nothing.
@Singleton
final class CallerFilter {

  private static final int FIRST = 10_000;

  private final CallerRules rules;
  private final ObjectMapper json;
  private final long largestBody;

  CallerFilter(
      LoadConfig config,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
    this.rules = new CallerRules(config.allowedHosts().orElse(List.of()));
    this.json = json;
    this.largestBody = largestBody.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, FIRST);
  }

  private void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (context.normalizedPath().startsWith("/q/")) {
      context.next();
      return;
    }
    String host = request.getHeader("Host");
    Optional<String> refused = rules.refuseHost(host);
    if (refused.isEmpty() && changesSomething(context)) {
      refused =
          rules.refuseSite(
              host,
              request.getHeader("Sec-Fetch-Site"),
              request.getHeader("Origin"),
              request.getHeader("Sec-Purpose"));
    }
    if (refused.isPresent()) {
      refuse(context, 403, "Forbidden", refused.get());
      return;
    }
    Optional<String> illegal = firstIllegal(request.uri());
    if (illegal.isPresent()) {
      refuse(
          context,
          400,
          "Malformed request",
          "Path and query must be percent-encoded, but hold '%s'.".formatted(illegal.get()));
      return;
    }
    long body = length(request);
    if (body > largestBody) {
      refuse(
          context,
          413,
          "Body too large",
          "The body must have at most %d bytes, but has %d.".formatted(largestBody, body));
      return;
    }
    context.next();
  }

  /// Of the body, as far as it is said before it comes.
  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  /// The first character that no URI may hold, such as `{`, `|` or `"`, if there is one.
  private static Optional<String> firstIllegal(String uri) {
    try {
      new URI(uri);
      return Optional.empty();
    } catch (URISyntaxException illegal) {
      int at = Math.clamp(illegal.getIndex(), 0, uri.length() - 1);
      return Optional.of(uri.substring(at, at + 1));
    }
  }

  private static boolean changesSomething(RoutingContext context) {
    return !context.request().method().equals(HttpMethod.GET)
        || context.normalizedPath().startsWith("/load");
  }

  private void refuse(RoutingContext context, int status, String title, String detail) {
    Problem problem =
        new Problem("about:blank", title, status, detail, context.normalizedPath(), null);
    try {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException impossible) {
      context.fail(impossible);
    }
  }
}
