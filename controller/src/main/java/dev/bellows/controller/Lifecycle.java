package dev.bellows.controller;

import dev.bellows.controller.cluster.local.LocalCluster;
import dev.bellows.controller.load.RunsWatch;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.controller.loop.LoopConfig;
import dev.bellows.controller.loop.ScalingLoop;
import dev.bellows.core.scaling.hpa.HpaState;
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
  private final Instance<LocalCluster> cluster;
  private final Instance<ScalingLoop<HpaState>> loop;
  private final Instance<LiveAutoscaler> autoscaler;
  private final RunsWatch runs;
  private final LoopConfig rhythm;
  private final String host;
  private final int port;

  Lifecycle(
      Instance<LocalCluster> cluster,
      Instance<ScalingLoop<HpaState>> loop,
      Instance<LiveAutoscaler> autoscaler,
      RunsWatch runs,
      LoopConfig rhythm,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.cluster = cluster;
    this.loop = loop;
    this.autoscaler = autoscaler;
    this.runs = runs;
    this.rhythm = rhythm;
    this.host = host;
    this.port = port;
  }

  void start(@Observes StartupEvent event) {
    // Quarkus opens its own port last; pods must not be started for a service that cannot serve.
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      requireFreePort();
    }
    cluster.get().start();
    cluster.get().scale(autoscaler.get().inForce().minReplicas());
    loop.get().start(rhythm.firstTick());
    runs.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.get().stop();
    cluster.get().close();
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
