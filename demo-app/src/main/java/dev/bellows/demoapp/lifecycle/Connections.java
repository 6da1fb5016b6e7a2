package dev.bellows.demoapp.lifecycle;

import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The connections that have carried a request, each with the number of its requests in flight.
final class Connections {

  private static final int CLOSING = Integer.MIN_VALUE;

  private final Map<HttpConnection, AtomicInteger> open = new ConcurrentHashMap<>();

  void requestBegun(HttpConnection connection) {
    AtomicInteger requests = open.get(connection);
    if (requests == null) {
      requests = new AtomicInteger();
      open.put(connection, requests);
      connection.closeHandler(closed -> open.remove(connection));
    }
    requests.incrementAndGet();
  }

  void requestEnded(HttpConnection connection) {
    AtomicInteger requests = open.get(connection);
    if (requests != null) {
      requests.decrementAndGet();
    }
  }

  /// Closes those on which no request is in flight.
  void closeIdle() {
    open.forEach((connection, requests) -> {
      if (requests.compareAndSet(0, CLOSING)) {
        connection.close();
      }
    });
  }
}
