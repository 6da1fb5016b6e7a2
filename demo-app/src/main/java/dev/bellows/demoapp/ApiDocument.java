package dev.bellows.demoapp;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// `/q/openapi`: the description of this API, a file beside the classes. The stock extension would
/// read it, build its model and write it again at every start, which stays in memory.
@Singleton
final class ApiDocument {

  private static final List<String> ENDINGS = List.of("", ".json", ".yaml", ".yml");

  void register(@Observes Router router) {
    for (String ending : ENDINGS) {
      router
          .route("/q/openapi" + ending)
          .method(HttpMethod.GET)
          .method(HttpMethod.HEAD)
          .handler(exchange -> answer(exchange, wantsJson(exchange, ending) ? "json" : "yaml"));
    }
  }

  /// By the path, by `?format=json` or by the Accept header; YAML unless asked.
  private static boolean wantsJson(RoutingContext exchange, String ending) {
    if (!ending.isEmpty()) {
      return ending.equals(".json");
    }
    String format = exchange.request().getParam("format");
    if (format != null) {
      return format.equalsIgnoreCase("json");
    }
    String accept = exchange.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("application/json");
  }

  private static void answer(RoutingContext exchange, String format) {
    exchange
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/" + format + ";charset=UTF-8")
        .end(Buffer.buffer(content("/openapi." + format)));
  }

  private static byte[] content(String file) {
    try (InputStream document =
        Objects.requireNonNull(ApiDocument.class.getResourceAsStream(file), file)) {
      return document.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
