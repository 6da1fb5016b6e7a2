package dev.bellows.controller;

import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.PodLimits;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.TargetCopies;
import dev.bellows.controller.cluster.Upkeep;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.cluster.local.LocalCluster;
import dev.bellows.controller.cluster.local.LocalClusterConfig;
import dev.bellows.controller.cluster.local.LocalCopies;
import dev.bellows.controller.cluster.local.LocalSurroundings;
import dev.bellows.controller.cluster.local.NothingToKeep;
import dev.bellows.controller.cluster.local.PodLauncher;
import dev.bellows.controller.cluster.local.balance.Balancer;
import dev.bellows.controller.cluster.local.manifest.TargetManifests;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.controller.loop.LoopAutoscaler;
import dev.bellows.controller.loop.LoopConfig;
import dev.bellows.controller.loop.ScalingLoop;
import dev.bellows.controller.loop.Timer;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.HpaState;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The bench on this machine: manifests, balancer, pods as processes, and the loop that scales
/// them.
@Singleton
@Typed(LocalLab.class)
final class LocalLab implements LabParts, Bench {
  private final LoopConfig rhythm;
  private final LocalCluster cluster;
  private final ScalingLoop<HpaState> loop;
  private final LoopAutoscaler autoscaler;
  private final PodSize podSize;
  private final TargetCopies copies;

  LocalLab(
      @ConfigProperty(name = "bellows.home") Optional<Path> givenHome,
      LocalClusterConfig config,
      LoopConfig rhythm,
      Journal<ClusterEvent> events,
      Journal<Decision> decisions,
      DecisionRecorder recorder) {
    Path home = Home.find(givenHome);
    TargetManifests manifests =
        TargetManifests.read(config.manifests().orElse(home.resolve("k8s").resolve("base")));
    Autoscaler first = new Autoscaler(manifests.hpa());
    this.rhythm = rhythm;
    this.podSize = () -> manifests.pod().requestsMilli();
    PodLauncher launcher = launcher(config, manifests, home);
    this.copies = new LocalCopies(manifests.pod(), launcher);
    this.cluster =
        new LocalCluster(
            manifests.pod(),
            launcher,
            balancer(config),
            config.metricResolution(),
            events::add,
            Clock.systemUTC());
    this.loop =
        new ScalingLoop<>(
            first.policy(),
            cluster,
            cluster,
            recorder.alsoItsEvents("hpa/" + first.name()),
            Timer.ofOneThread(),
            rhythm.interval());
    this.autoscaler = new LoopAutoscaler(first, loop, cluster, decisions::last);
  }

  @Override
  public void start() {
    cluster.start();
    cluster.scale(autoscaler.inForce().minReplicas());
    loop.start(rhythm.firstTick());
  }

  @Override
  public void close() {
    loop.stop();
    cluster.close();
  }

  @Override
  public Bench bench() {
    return this;
  }

  @Override
  public WorkloadView workload() {
    return cluster;
  }

  @Override
  public LiveAutoscaler autoscaler() {
    return autoscaler;
  }

  @Override
  public Surroundings surroundings() {
    return new LocalSurroundings();
  }

  @Override
  public Upkeep upkeep() {
    return new NothingToKeep();
  }

  @Override
  public PodSize podSize() {
    return podSize;
  }

  @Override
  public Optional<TargetCopies> copies() {
    return Optional.of(copies);
  }

  @Override
  public Optional<PodLimits> limits() {
    return Optional.of(cluster);
  }

  private static PodLauncher launcher(
      LocalClusterConfig config, TargetManifests manifests, Path home) {
    return config
        .podCommand()
        .map(words -> PodLauncher.of(manifests.pod(), words, home, home))
        .orElseGet(() -> PodLauncher.ofTarget(manifests.pod(), home));
  }

  private static Balancer balancer(LocalClusterConfig config) {
    try {
      return Balancer.open(new InetSocketAddress(config.serviceHost(), config.servicePort()));
    } catch (BindException e) {
      throw new BusyPortException(config.servicePort(), "the target's Service");
    } catch (IOException e) {
      throw new IllegalStateException("the balancer cannot be opened", e);
    }
  }
}
