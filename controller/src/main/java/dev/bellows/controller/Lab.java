package dev.bellows.controller;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.local.LocalCluster;
import dev.bellows.controller.cluster.local.LocalClusterConfig;
import dev.bellows.controller.cluster.local.PodLauncher;
import dev.bellows.controller.cluster.local.balance.Balancer;
import dev.bellows.controller.cluster.local.manifest.TargetManifests;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.DecisionSink;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.controller.loop.LoopConfig;
import dev.bellows.controller.loop.ScalingLoop;
import dev.bellows.controller.loop.Timer;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.HpaState;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the parts together: manifests, balancer, cluster, loop, journals.
@Singleton
final class Lab {
  private static final int EVENTS_KEPT = 1_000;

  /// Four hours of ticks.
  private static final int DECISIONS_KEPT = 1_000;

  private final Path home;
  private final LocalClusterConfig config;

  Lab(@ConfigProperty(name = "bellows.home") Optional<Path> home, LocalClusterConfig config) {
    this.home = Home.find(home);
    this.config = config;
  }

  @Produces
  @Singleton
  Journal<ClusterEvent> events() {
    return new Journal<>(EVENTS_KEPT);
  }

  @Produces
  @Singleton
  Journal<Decision> decisions() {
    return new Journal<>(DECISIONS_KEPT);
  }

  @Produces
  @Singleton
  TargetManifests manifests() {
    return TargetManifests.read(config.manifests().orElse(home.resolve("k8s").resolve("base")));
  }

  @Produces
  @Singleton
  Balancer balancer() {
    try {
      return Balancer.open(new InetSocketAddress(config.serviceHost(), config.servicePort()));
    } catch (BindException e) {
      throw new BusyPortException(config.servicePort(), "the target's Service");
    } catch (IOException e) {
      throw new IllegalStateException("the balancer cannot be opened", e);
    }
  }

  @Produces
  @Singleton
  LocalCluster cluster(TargetManifests manifests, Balancer balancer, Journal<ClusterEvent> events)
      throws IOException {
    PodLauncher launcher =
        config
            .podCommand()
            .map(words -> PodLauncher.of(manifests.pod(), words, home, home))
            .orElseGet(() -> PodLauncher.ofTarget(manifests.pod(), home));
    return new LocalCluster(
        manifests.pod(),
        launcher,
        balancer,
        config.metricResolution(),
        events::add,
        Clock.systemUTC());
  }

  @Produces
  @Singleton
  ScalingLoop<HpaState> loop(
      TargetManifests manifests, LocalCluster cluster, DecisionSink sink, LoopConfig rhythm) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("loop").daemon().factory());
    Timer timer = (wait, task) -> thread.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
    return new ScalingLoop<>(
        new Autoscaler(manifests.hpa()).policy(), cluster, cluster, sink, timer, rhythm.interval());
  }

  @Produces
  @Singleton
  LiveAutoscaler autoscaler(TargetManifests manifests, ScalingLoop<HpaState> loop) {
    return new LiveAutoscaler(new Autoscaler(manifests.hpa()), loop);
  }
}
