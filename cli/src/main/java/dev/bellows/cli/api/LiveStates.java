package dev.bellows.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The state of the bench as it changes, followed in the background over every interruption until
/// it is closed. Who listens is called on the following thread.
public final class LiveStates implements AutoCloseable {
  /// Hears of the states.
  public interface Listener {
    void state(Json state);

    /// The connection has ended or could not be made; another attempt follows.
    void lost();
  }

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final AtomicReference<@Nullable InputStream> open = new AtomicReference<>();
  private final Thread follower;

  LiveStates(URI controller, Listener listener) {
    EventStream stream = new EventStream(client, controller.resolve("/api/state/events"));
    follower = Thread.ofVirtual().name("live-states").start(() -> follow(stream, listener));
  }

  /// Gives up a connection on which nothing comes any more; another is made.
  public void reconnect() {
    InputStream body = open.getAndSet(null);
    if (body != null) {
      try {
        body.close();
      } catch (IOException alreadyGone) {
        // That is what was wanted.
      }
    }
  }

  @Override
  public void close() {
    follower.interrupt();
    client.shutdownNow();
  }

  private void follow(EventStream stream, Listener listener) {
    try {
      while (true) {
        try {
          stream.read(open::set, data -> listener.state(Json.parse(data)));
        } catch (IOException | CommandFailure broken) {
          // As an end of the stream: said below, tried again.
        }
        listener.lost();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
