package dev.bellows.demoapp.lifecycle;

import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Counts what goes over the HTTP port: connections, requests in flight and their outcomes. It sits
/// below the router, so it sees connections that have not asked for anything yet and answers that
/// failed on their way out. Probes and metrics (`/q/...`) are in flight but no outcome.
final class Traffic implements HttpServerMetrics<Traffic.Exchange, Void, Traffic.Connection> {

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder begun = new LongAdder();
  private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];

  Traffic() {
    for (Outcome outcome : Outcome.values()) {
      outcomes[outcome.ordinal()] = new LongAdder();
    }
  }

  int connections() {
    return connections.get();
  }

  int inFlight() {
    return inFlight.get();
  }

  /// Requests that have come, answered or not.
  long begun() {
    return begun.sum();
  }

  long count(Outcome outcome) {
    return outcomes[outcome.ordinal()].sum();
  }

  @Override
  public Connection connected(SocketAddress remote, String remoteName) {
    connections.incrementAndGet();
    return Connection.OPEN;
  }

  @Override
  public void disconnected(Connection connection, SocketAddress remote) {
    connections.decrementAndGet();
  }

  @Override
  public Exchange requestBegin(Connection connection, HttpRequest request) {
    inFlight.incrementAndGet();
    boolean counts = !request.uri().startsWith("/q/");
    if (counts) {
      begun.increment();
    }
    return new Exchange(counts);
  }

  @Override
  public void responseEnd(Exchange exchange, HttpResponse response, long bytesWritten) {
    end(exchange, Outcome.of(response.statusCode()));
  }

  @Override
  public void requestReset(Exchange exchange) {
    end(exchange, Outcome.ABANDONED);
  }

  private void end(Exchange exchange, Outcome outcome) {
    if (exchange.ended) {
      return;
    }
    exchange.ended = true;
    inFlight.decrementAndGet();
    if (exchange.counts) {
      outcomes[outcome.ordinal()].increment();
    }
  }

  /// The mark of an open connection; nothing needs to be known about it.
  enum Connection {
    OPEN
  }

  /// One request. Confined to the event loop of its connection.
  static final class Exchange {
    private final boolean counts;
    private boolean ended;

    Exchange(boolean counts) {
      this.counts = counts;
    }
  }
}
