package dev.bellows.demoapp.lifecycle;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import jakarta.inject.Singleton;

/// Puts [Traffic] below the HTTP server.
@Singleton
final class TrafficProbe implements VertxOptionsCustomizer {

  private final Traffic traffic = new Traffic();

  Traffic traffic() {
    return traffic;
  }

  /// Quarkus hands out the options only, not the builder that replaces the deprecated setter.
  @Override
  @SuppressWarnings("deprecation")
  public void accept(VertxOptions options) {
    VertxMetrics metrics =
        new VertxMetrics() {
          @Override
          public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(
              HttpServerOptions server, SocketAddress address) {
            return traffic;
          }
        };
    VertxMetricsFactory factory = ignored -> metrics;
    options.setMetricsOptions(new MetricsOptions().setEnabled(true).setFactory(factory));
  }
}
