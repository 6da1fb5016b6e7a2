package dev.bellows.controller.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every cluster keeps, the one in memory included, which is what the loop is tested on.
public abstract class ClusterContract {
  protected abstract WorkloadObserver observer();

  protected abstract ReplicaActuator actuator();

  /// Waits, in the cluster's own time, until the assertion holds.
  protected abstract void eventually(Runnable assertion);

  @Test
  void brings_as_many_ready_pods_as_are_asked_for() {
    for (int replicas : List.of(2, 1, 3, 0)) {
      actuator().scale(replicas);
      eventually(() -> {
        Observation seen = observer().observe();
        assertThat(seen.specReplicas()).isEqualTo(replicas);
        assertThat(seen.statusReplicas()).isEqualTo(replicas);
        assertThat(active(seen)).hasSize(replicas).allMatch(pod -> pod.ready() == Readiness.TRUE);
      });
    }
  }

  @Test
  void a_pod_keeps_its_name_and_its_start_in_whole_seconds() {
    actuator().scale(1);
    eventually(() ->
        assertThat(active(observer().observe()))
            .singleElement()
            .matches(pod -> pod.ready() == Readiness.TRUE));
    PodObservation before = active(observer().observe()).getFirst();
    actuator().scale(2);
    eventually(() -> assertThat(active(observer().observe())).hasSize(2));
    assertThat(active(observer().observe()))
        .anyMatch(pod ->
            pod.name().equals(before.name())
                && pod.startedAtMillis().equals(before.startedAtMillis()));
    assertThat(before.startedAtMillis().orElseThrow() % 1_000).isZero();
    assertThat(before.readyTransitionAtMillis().orElseThrow() % 1_000).isZero();
  }

  @Test
  void refuses_fewer_pods_than_none() {
    assertThatThrownBy(() -> actuator().scale(-1))
        .hasMessage("replicas must be 0 or more, but was -1");
  }

  private static List<PodObservation> active(Observation seen) {
    return seen.pods().stream()
        .filter(pod -> pod.phase() == PodPhase.RUNNING && !pod.deleted())
        .toList();
  }
}
