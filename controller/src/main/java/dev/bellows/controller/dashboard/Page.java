package dev.bellows.controller.dashboard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Serves the files of the dashboard from memory. The framework's own handler of static files would
/// copy them into the temporary folder first, which may be read-only.
@Singleton
final class Page {
  private static final List<String> FILES =
      List.of(
          "index.html",
          "icon.svg",
          "theme.js",
          "theme.css",
          "lanes.css",
          "dashboard.css",
          "uPlot.min.css",
          "uPlot.iife.min.js",
          "uPlot.LICENSE",
          "VERSIONS",
          "format.js",
          "series.js",
          "lanes.js",
          "feed.js",
          "load.js",
          "pods.js",
          "hpa.js",
          "runs.js",
          "challenge.js",
          "insight.js",
          "dashboard.js");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml");

  /// Nothing from elsewhere, nothing inline, and in no frame: a button in a frame could be clicked
  /// by somebody who does not see it.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  void install(@Observes Router router) {
    serve(router, "/", "index.html");
    FILES.forEach(file -> serve(router, "/" + file, file));
  }

  private void serve(Router router, String path, String file) {
    String type = TYPES.getOrDefault(extension(file), "text/plain;charset=UTF-8");
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(request -> answer(request, file, type));
  }

  private void answer(RoutingContext request, String file, String type) {
    Asset asset = assets.computeIfAbsent(file, Asset::read);
    HttpServerResponse response = request.response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.ETAG, asset.tag())
        .putHeader(HttpHeaders.VARY, "Accept-Encoding")
        // A browser asks each time, and is told that it has the file already: it must not mix the
        // files of two builds.
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    if (asset.tag().equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
    } else if (accepts(request.request().getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(asset.zipped());
    } else {
      response.end(asset.plain());
    }
  }

  private static boolean accepts(@Nullable String encodings) {
    return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
  }

  private static String extension(String file) {
    return file.substring(file.lastIndexOf('.') + 1);
  }
}
