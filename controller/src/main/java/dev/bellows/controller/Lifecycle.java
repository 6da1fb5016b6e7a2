package dev.bellows.controller;

import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.load.RunsWatch;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Starts the bench when the service starts and ends every pod when it stops.
@Singleton
final class Lifecycle {
  private final Instance<Bench> bench;
  private final RunsWatch runs;
  private final String host;
  private final int port;

  Lifecycle(
      Instance<Bench> bench,
      RunsWatch runs,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.bench = bench;
    this.runs = runs;
    this.host = host;
    this.port = port;
  }

  void start(@Observes StartupEvent event) {
    // Quarkus opens its own port last; pods must not be started for a service that cannot serve.
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      requireFreePort();
    }
    bench.get().start();
    runs.start();
  }

  void stop(@Observes ShutdownEvent event) {
    bench.get().close();
  }

  private void requireFreePort() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new BusyPortException(port, "the dashboard");
    }
  }
}
