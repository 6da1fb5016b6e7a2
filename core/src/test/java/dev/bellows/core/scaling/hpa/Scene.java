package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A workload at one moment, put together by hand. Requests are 100 millicores and 1 byte per pod,
/// and every metric of pods has the same samples; seconds are turned into milliseconds.
final class Scene {

  static final Map<String, Map<String, Long>> REQUESTS =
      Map.of("app", Map.of("cpu", 100L, "memory", 1000L));

  private final List<PodObservation> pods = new ArrayList<>();
  private final Map<String, Sample> cpu = new HashMap<>();
  private final Map<String, Long> object = new HashMap<>();
  private final Map<String, List<Long>> external = new HashMap<>();
  private long atMillis = 1_000_000;
  private Integer specReplicas;
  private Integer statusReplicas;
  private Map<String, Map<String, Long>> requests = REQUESTS;

  static Scene empty() {
    return new Scene();
  }

  /// Ready pods of long standing, each with this CPU usage.
  static Scene ready(int count, long milli) {
    Scene scene = new Scene();
    for (int i = 0; i < count; i++) {
      scene.pod(pod("ready-" + i), milli);
    }
    return scene;
  }

  static PodObservation pod(String name) {
    return pod(name, PodPhase.RUNNING, -900_000L, Readiness.TRUE, -890_000L, false);
  }

  static PodObservation pod(
      String name,
      PodPhase phase,
      Long startedAtMillis,
      Readiness ready,
      Long transitionAtMillis,
      boolean deleted) {
    return new PodObservation(
        name,
        phase,
        startedAtMillis == null ? OptionalLong.empty() : OptionalLong.of(startedAtMillis),
        ready,
        transitionAtMillis == null ? OptionalLong.empty() : OptionalLong.of(transitionAtMillis),
        deleted);
  }

  Scene pod(PodObservation pod, long milli) {
    pods.add(pod);
    cpu.put(pod.name(), new Sample(milli, atMillis - 5_000, 15_000));
    return this;
  }

  Scene pod(PodObservation pod) {
    pods.add(pod);
    return this;
  }

  /// Pods that run, are ready and have no sample.
  Scene missing(int count) {
    for (int i = 0; i < count; i++) {
      pods.add(pod("missing-" + i));
    }
    return this;
  }

  /// Pods that no node has started.
  Scene pending(int count) {
    for (int i = 0; i < count; i++) {
      pods.add(pod("pending-" + i, PodPhase.PENDING, null, Readiness.ABSENT, null, false));
    }
    return this;
  }

  /// A sample of a pod that is not listed.
  Scene stranger(String name, long milli) {
    cpu.put(name, new Sample(milli, atMillis - 5_000, 15_000));
    return this;
  }

  Scene object(String name, long milli) {
    object.put(name, milli);
    return this;
  }

  Scene external(String name, Long... milli) {
    external.put(name, List.of(milli));
    return this;
  }

  Scene requests(Map<String, Map<String, Long>> containers) {
    requests = containers;
    return this;
  }

  /// Replicas asked for that are not the number of pods.
  Scene asked(int replicas) {
    specReplicas = replicas;
    return this;
  }

  Scene existing(int replicas) {
    statusReplicas = replicas;
    return this;
  }

  Scene atSeconds(long seconds) {
    atMillis = seconds * 1000;
    return this;
  }

  Observation observe() {
    int replicas = specReplicas == null ? pods.size() : specReplicas;
    return new Observation(
        atMillis,
        replicas,
        statusReplicas == null ? replicas : statusReplicas,
        List.copyOf(pods),
        requests,
        new Metrics(
            Map.of("cpu", cpu, "memory", cpu),
            Map.of("cpu", Map.of("app", cpu), "memory", Map.of("app", cpu)),
            Map.of("requests", cpu),
            object,
            external));
  }

  static Target percent(int percent) {
    return new Target(
        "Utilization", OptionalInt.of(percent), OptionalLong.empty(), OptionalLong.empty());
  }

  static Target average(long milli) {
    return new Target(
        "AverageValue", OptionalInt.empty(), OptionalLong.of(milli), OptionalLong.empty());
  }

  static Target value(long milli) {
    return new Target("Value", OptionalInt.empty(), OptionalLong.empty(), OptionalLong.of(milli));
  }

  static MetricSpec cpu(int percent) {
    return new MetricSpec.Resource("cpu", percent(percent));
  }

  static MetricSpec queue(Target target) {
    return new MetricSpec.ObjectMetric(
        new ObjectReference("Service", "shop", "v1"), "queue", null, target);
  }

  static MetricSpec jobs(Target target) {
    return new MetricSpec.External("jobs", null, target);
  }

  static HpaSpec spec(int min, int max, Behavior behavior, MetricSpec... metrics) {
    return new HpaSpec(
        "ns",
        "web",
        new ObjectReference("Deployment", "web", "apps/v1"),
        min,
        max,
        List.of(metrics),
        behavior);
  }

  static HpaPolicy policy(int min, int max, Behavior behavior, MetricSpec... metrics) {
    return new HpaPolicy(spec(min, max, behavior, metrics), ControllerSettings.DEFAULT);
  }

  static ScalingRules rules(
      int windowSeconds, ScalingRules.Select select, ScalingRules.Policy... policies) {
    return new ScalingRules(
        OptionalInt.of(windowSeconds), select, List.of(policies), OptionalDouble.empty());
  }

  static ScalingRules.Policy pods(int value, int periodSeconds) {
    return new ScalingRules.Policy(ScalingRules.Unit.PODS, value, periodSeconds);
  }

  static ScalingRules.Policy percent(int value, int periodSeconds) {
    return new ScalingRules.Policy(ScalingRules.Unit.PERCENT, value, periodSeconds);
  }

  /// What API defaulting makes of `behavior: {}`, with a window of its own in the direction down.
  static Behavior behavior(int downWindowSeconds) {
    return new Behavior(
        rules(0, ScalingRules.Select.MAX, pods(4, 15), percent(100, 15)),
        rules(downWindowSeconds, ScalingRules.Select.MAX, percent(100, 15)));
  }

  /// The one metric of a policy, evaluated.
  MetricTrace trace(MetricSpec metric) {
    return new MetricRules(spec(1, 100, null, metric), ControllerSettings.DEFAULT)
        .of(metric)
        .evaluate(observe());
  }

  MetricProposal proposal(MetricSpec metric) {
    return (MetricProposal) trace(metric);
  }
}
