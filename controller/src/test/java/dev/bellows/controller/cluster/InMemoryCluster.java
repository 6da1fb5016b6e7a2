package dev.bellows.controller.cluster;

import dev.bellows.controller.loop.VirtualTime;
import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A cluster of pods that are ready at once and share a load evenly, with metrics that are always
/// fresh.
public final class InMemoryCluster implements WorkloadObserver, ReplicaActuator {
  private record Pod(String name, Instant createdAt) {}

  private final VirtualTime time;
  private final long requestMilli;
  private final List<Pod> pods = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final List<Instant> observedAt = new ArrayList<>();
  private Duration observing = Duration.ZERO;
  private boolean failing;
  private boolean refusing;
  private long loadMilli;
  private int created;

  public InMemoryCluster(VirtualTime time, long requestMilli) {
    this.time = time;
    this.requestMilli = requestMilli;
  }

  /// Millicores that all pods together use.
  public void load(long milli) {
    loadMilli = milli;
  }

  public void observingTakes(Duration duration) {
    observing = duration;
  }

  public void failNextObservation() {
    failing = true;
  }

  public void refuseTheNextChange() {
    refusing = true;
  }

  /// Every number of replicas that was asked for, in order.
  public List<Integer> asked() {
    return asked;
  }

  public List<Instant> observedAt() {
    return observedAt;
  }

  @Override
  public void scale(int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must be 0 or more, but was " + replicas);
    }
    if (refusing) {
      refusing = false;
      throw new ClusterRefusal(403, "the cluster does not accept it");
    }
    asked.add(replicas);
    while (pods.size() < replicas) {
      pods.add(new Pod("web-" + created++, time.instant()));
    }
    while (pods.size() > replicas) {
      pods.removeLast();
    }
  }

  @Override
  public Observation observe() {
    if (failing) {
      failing = false;
      throw new IllegalStateException("the cluster does not answer");
    }
    observedAt.add(time.instant());
    long now = time.instant().toEpochMilli();
    Map<String, Sample> samples = new HashMap<>();
    List<PodObservation> observed = new ArrayList<>();
    for (Pod pod : pods) {
      OptionalLong since = OptionalLong.of(pod.createdAt().toEpochMilli());
      observed.add(
          new PodObservation(pod.name(), PodPhase.RUNNING, since, Readiness.TRUE, since, false));
      samples.put(pod.name(), new Sample(loadMilli / pods.size(), now, 15_000));
    }
    time.spend(observing);
    return new Observation(
        now,
        pods.size(),
        pods.size(),
        observed,
        Map.of("web", Map.of("cpu", requestMilli)),
        Metrics.ofResource("cpu", samples));
  }
}
