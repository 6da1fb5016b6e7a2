package dev.bellows.controller.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Serves the three files of the dashboard from memory. The framework's own handler of static files
/// would copy them into the temporary folder first, which may be read-only.
@Singleton
final class Page {
  void install(@Observes Router router) {
    serve(router, "/", "index.html", "text/html;charset=UTF-8");
    serve(router, "/index.html", "index.html", "text/html;charset=UTF-8");
    serve(router, "/dashboard.css", "dashboard.css", "text/css;charset=UTF-8");
    serve(router, "/dashboard.js", "dashboard.js", "text/javascript;charset=UTF-8");
  }

  private static void serve(Router router, String path, String file, String type) {
    Buffer content = Buffer.buffer(read("/dashboard/" + file));
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(request ->
            request
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                // The page is small and near; a browser must not keep that of an older build.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(content));
  }

  private static byte[] read(String resource) {
    try (InputStream stream = Page.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new FileNotFoundException(resource);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the dashboard cannot be read", e);
    }
  }
}
