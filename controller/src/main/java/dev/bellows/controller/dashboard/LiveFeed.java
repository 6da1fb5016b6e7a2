package dev.bellows.controller.dashboard;

import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.history.PointText;
import dev.bellows.controller.history.Recorder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// `/api/live`: every second as one server-sent event, written once for all who watch.
///
/// Each viewer has a place in the history and is given what follows it as fast as its connection
/// takes it. So a new viewer, one that comes back (`Last-Event-ID`, or `?since=`) and a slow one
/// are the same case, and nobody misses a second that is still in memory.
@Singleton
final class LiveFeed {
  private static final String PATH = "/api/live";

  private final History history;
  private final Vertx vertx;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Event newest;

  private record Event(long second, Buffer bytes) {}

  LiveFeed(History history, Recorder recorder, Vertx vertx) {
    this.history = history;
    this.vertx = vertx;
    recorder.onPoint(this::published);
  }

  void install(@Observes Router router) {
    router.route(HttpMethod.GET, PATH).order(-1).handler(this::watch);
  }

  private void published(Point point) {
    if (viewers.isEmpty()) {
      return;
    }
    newest = event(point);
    viewers.forEach(viewer -> viewer.context.runOnContext(ignored -> viewer.giveOn()));
  }

  private void watch(RoutingContext request) {
    Optional<Long> since;
    try {
      since = place(request);
    } catch (NumberFormatException malformed) {
      request
          .response()
          .setStatusCode(400)
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(
              "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                  + "\"detail\":\"since must be seconds since 1970, as a whole number.\","
                  + "\"instance\":\"/api/live\",\"parameter\":\"since\"}");
      return;
    }
    HttpServerResponse response = request.response();
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no")
        // Compressing the same second for every viewer again would cost more than it saves.
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    long before = history.newest().map(point -> point.second() - 1).orElse(0L);
    Viewer viewer = new Viewer(response, vertx.getOrCreateContext(), since.orElse(before));
    viewers.add(viewer);
    response.closeHandler(gone -> viewers.remove(viewer));
    response.exceptionHandler(broken -> viewers.remove(viewer));
    response.drainHandler(ready -> viewer.giveOn());
    // A browser takes the stream for open when the first bytes are there.
    response.write("retry: 1000\n\n");
    viewer.giveOn();
  }

  private static Optional<Long> place(RoutingContext request) {
    String id = request.request().getHeader("Last-Event-ID");
    String text = id == null || id.isBlank() ? request.request().getParam("since") : id;
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(Long.valueOf(text));
  }

  private static Event event(Point point) {
    String text = "id: " + point.second() + "\ndata: " + PointText.write(point) + "\n\n";
    return new Event(point.second(), Buffer.buffer(text));
  }

  /// One who watches. Its own event loop alone touches it.
  private final class Viewer {
    private final HttpServerResponse response;
    private final Context context;
    private long place;

    private Viewer(HttpServerResponse response, Context context, long place) {
      this.response = response;
      this.context = context;
      this.place = place;
    }

    private void giveOn() {
      if (response.closed()) {
        viewers.remove(this);
        return;
      }
      while (!response.writeQueueFull()) {
        Optional<Point> next = history.after(place);
        if (next.isEmpty()) {
          return;
        }
        Event shared = newest;
        Event event =
            shared != null && shared.second() == next.get().second() ? shared : event(next.get());
        response.write(event.bytes());
        place = event.second();
      }
    }
  }
}
