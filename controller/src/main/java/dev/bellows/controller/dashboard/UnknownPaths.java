package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Answers what no resource and no file answers with a problem document, too.
@Singleton
final class UnknownPaths {
  private final ObjectMapper json;

  UnknownPaths(ObjectMapper json) {
    this.json = json;
  }

  void install(@Observes Router router) {
    router.route().order(Integer.MAX_VALUE).handler(this::answer);
  }

  private void answer(RoutingContext request) {
    String path = request.normalizedPath();
    Problem problem =
        new Problem(
            "about:blank",
            "Not Found",
            404,
            "Nothing is served at %s.".formatted(path),
            path,
            null);
    try {
      request
          .response()
          .setStatusCode(404)
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      request.fail(e);
    }
  }
}
