package dev.bellows.demoapp.lifecycle;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/// From SIGTERM to the exit without losing a request:
///
/// ```
/// SIGTERM    window            idle                        timeout
///    |--------|-----------------|---------------------------|
///    not ready, serves on, every answer closes its connection
///             exits as soon as no connection and no request is left, and none came for `quiet`
///                               closes idle connections, waits for requests in flight
/// ```
///
/// HTTP/1.1 lets a client send on an idle connection at the very moment the server closes it, and
/// that request is lost. So a used connection is closed by its own answer (`Connection: close`), an
/// unused one by its client, and only what is idle all the time until `idle` is closed from here.
@Singleton
class Drain {

  private static final Logger LOG = Logger.getLogger(Drain.class);
  private static final int EARLY = 900;
  private static final long POLL_MILLIS = 10;

  private final DrainConfig config;
  private final Readiness readiness;
  private final Traffic traffic;
  private final Connections connections = new Connections();
  private volatile boolean abandoned;
  private volatile int lost;

  Drain(DrainConfig config, Readiness readiness, TrafficProbe probe) {
    this.config = config;
    this.readiness = readiness;
    this.traffic = probe.traffic();
  }

  /// Requests that were in flight when the drain had to end.
  int lost() {
    return lost;
  }

  /// Nobody is left to be served: the drain ends at once.
  void abandon() {
    abandoned = true;
  }

  void watchEveryRequest(@Observes Filters filters) {
    filters.register(this::watch, EARLY);
  }

  private void watch(RoutingContext exchange) {
    var connection = exchange.request().connection();
    connections.requestBegun(connection);
    // Asked when the head of the answer is written: requests that came before SIGTERM count, too.
    exchange.addHeadersEndHandler(head -> {
      if (readiness.isDraining() && exchange.request().version() != HttpVersion.HTTP_2) {
        exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
    });
    exchange.addEndHandler(end -> {
      connections.requestEnded(connection);
      if (exchange.response().headers().contains(HttpHeaders.CONNECTION, "close", true)) {
        connection.close();
      }
    });
    exchange.next();
  }

  /// Quarkus calls this on SIGTERM before it stops anything, and goes on when it returns.
  void run(@Observes ShutdownDelayInitiatedEvent sigterm) throws InterruptedException {
    long start = System.nanoTime();
    readiness.drain();
    LOG.infof("draining connections=%d inFlight=%d", traffic.connections(), traffic.inFlight());
    long seen = traffic.begun();
    long last = start;
    long now = start;
    while (!abandoned && !isOver(now - start, now - last)) {
      Thread.sleep(POLL_MILLIS);
      now = System.nanoTime();
      if (traffic.begun() != seen) {
        seen = traffic.begun();
        last = now;
      }
    }
    lost = traffic.inFlight();
    LOG.infof(
        "drained seconds=%.1f lost=%d connections=%d",
        (System.nanoTime() - start) / 1e9, lost, traffic.connections());
  }

  /// @param quietNanos since a request last came
  private boolean isOver(long elapsedNanos, long quietNanos) {
    if (elapsedNanos < nanos(config.window())) {
      return false;
    }
    if (elapsedNanos >= nanos(config.timeout())) {
      return true;
    }
    boolean idle = traffic.inFlight() == 0 && quietNanos >= nanos(config.quiet());
    if (elapsedNanos >= nanos(config.idle())) {
      connections.closeIdle();
      return idle;
    }
    return idle && traffic.connections() == 0;
  }

  private static long nanos(Duration duration) {
    return duration.toNanos();
  }
}
