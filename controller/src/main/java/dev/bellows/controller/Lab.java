package dev.bellows.controller;

import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.Upkeep;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.core.scaling.Decision;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Chooses the cluster that everybody else sees through the interfaces of `cluster`. The parts of
/// the other one are never made.
@Singleton
final class Lab {
  private static final int EVENTS_KEPT = 1_000;

  /// Four hours of ticks.
  private static final int DECISIONS_KEPT = 1_000;

  private final LabParts parts;

  Lab(ClusterChoice choice, Instance<LocalLab> local, Instance<KubernetesLab> kubernetes) {
    this.parts = choice.isKubernetes() ? kubernetes.get() : local.get();
  }

  /// They are made before the parts, which write to them.
  @Singleton
  static final class Journals {
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
  }

  LabParts parts() {
    return parts;
  }

  @Produces
  @Singleton
  Bench bench() {
    return parts.bench();
  }

  @Produces
  @Singleton
  WorkloadView workload() {
    return parts.workload();
  }

  @Produces
  @Singleton
  LiveAutoscaler autoscaler() {
    return parts.autoscaler();
  }

  @Produces
  @Singleton
  Surroundings surroundings() {
    return parts.surroundings();
  }

  @Produces
  @Singleton
  PodSize podSize() {
    return parts.podSize();
  }

  @Produces
  @Singleton
  Upkeep upkeep() {
    return parts.upkeep();
  }
}
