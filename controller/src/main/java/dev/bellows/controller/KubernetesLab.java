package dev.bellows.controller;

import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.PodLimits;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.TargetCopies;
import dev.bellows.controller.cluster.Upkeep;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.cluster.kubernetes.KubernetesConfig;
import dev.bellows.controller.cluster.kubernetes.KubernetesConnection;
import dev.bellows.controller.cluster.kubernetes.KubernetesParts;
import dev.bellows.controller.cluster.kubernetes.Scaler;
import dev.bellows.controller.cluster.kubernetes.Target;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.controller.loop.LoopAutoscaler;
import dev.bellows.controller.loop.LoopConfig;
import dev.bellows.controller.loop.ScalingLoop;
import dev.bellows.controller.loop.ShadowAutoscaler;
import dev.bellows.controller.loop.Timer;
import dev.bellows.controller.loop.WatchedAutoscaler;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.HpaState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The bench on Kubernetes: the cluster scales, and an autoscaler in its shadow says why; or, where
/// it is asked to, our own loop scales.
@Singleton
@Typed(KubernetesLab.class)
final class KubernetesLab implements LabParts, Bench {
  private final KubernetesParts parts;
  private final LoopConfig rhythm;
  private final LiveAutoscaler autoscaler;
  private final Optional<ScalingLoop<HpaState>> loop;

  KubernetesLab(
      @ConfigProperty(name = "bellows.target", defaultValue = "deployment/demo-app") String target,
      @ConfigProperty(name = "bellows.target-url") Optional<URI> url,
      KubernetesConfig config,
      LoopConfig rhythm,
      KubernetesConnection connection,
      Journal<ClusterEvent> events,
      Journal<Decision> decisions,
      DecisionRecorder recorder,
      MeterRegistry meters) {
    ShadowAutoscaler shadow = new ShadowAutoscaler(recorder, rhythm.interval());
    this.parts =
        new KubernetesParts(
            target(target, url, config, connection),
            connection,
            config,
            shadow,
            events::add,
            InstantSource.system());
    this.rhythm = rhythm;
    String name = parts.cluster().latest().name();
    if (config.scaler() == Scaler.CONTROLLER) {
      Autoscaler bundled = new Autoscaler(parts.bundledAutoscaler());
      Autoscaler first = bundled.withSpec(bundled.spec());
      ScalingLoop<HpaState> acting =
          new ScalingLoop<>(
              first.policy(),
              parts.observer(),
              parts.actuator(),
              recorder.alsoItsEvents("deployment/" + name),
              Timer.ofOneThread(),
              rhythm.interval());
      this.loop = Optional.of(acting);
      this.autoscaler = new LoopAutoscaler(first, acting, parts.cluster(), decisions::last);
    } else {
      this.loop = Optional.empty();
      this.autoscaler =
          new WatchedAutoscaler(parts.cluster()::autoscaler, parts.editor(), shadow, name);
    }
    FunctionCounter.builder(
            "bellows.watch.restarts",
            parts.cluster(),
            cluster -> cluster.watchRestarts().values().stream().mapToLong(Long::longValue).sum())
        .description("How often watches of the cluster had to be opened again")
        .register(meters);
    FunctionCounter.builder(
            "bellows.shadow.changes", shadow, watching -> watching.summary().statusChanges())
        .description("Changes of the autoscaler's status that were computed again")
        .register(meters);
    FunctionCounter.builder(
            "bellows.shadow.agreed", shadow, watching -> watching.summary().agreed())
        .description("Those of them to which the engine came, too")
        .register(meters);
  }

  @Override
  public void start() {
    parts.start();
    loop.ifPresent(acting -> acting.start(rhythm.firstTick()));
  }

  @Override
  public void close() {
    loop.ifPresent(ScalingLoop::stop);
    parts.close();
  }

  @Override
  public Bench bench() {
    return this;
  }

  @Override
  public WorkloadView workload() {
    return parts.cluster();
  }

  @Override
  public Upkeep upkeep() {
    return parts.upkeep();
  }

  @Override
  public PodSize podSize() {
    return parts.cluster();
  }

  @Override
  public LiveAutoscaler autoscaler() {
    return autoscaler;
  }

  @Override
  public Surroundings surroundings() {
    return parts.surroundings();
  }

  @Override
  public Optional<TargetCopies> copies() {
    return Optional.of(parts.copies());
  }

  @Override
  public Optional<PodLimits> limits() {
    return Optional.of(parts.podLimits());
  }

  private static Target target(
      String setting, Optional<URI> url, KubernetesConfig config, KubernetesConnection connection) {
    String namespace = config.namespace().or(connection::namespace).orElse("default");
    try {
      String name = Target.nameIn(setting);
      return new Target(namespace, name, url.orElseGet(() -> URI.create("http://" + name)));
    } catch (IllegalArgumentException wrong) {
      throw new UnusableSettingException(String.valueOf(wrong.getMessage()));
    }
  }
}
