package dev.bellows.controller;

import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.PodLimits;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.TargetCopies;
import dev.bellows.controller.cluster.Upkeep;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.loop.LiveAutoscaler;
import java.util.Optional;

/// The parts of a bench, made together for one cluster.
interface LabParts {
  Bench bench();

  WorkloadView workload();

  LiveAutoscaler autoscaler();

  Surroundings surroundings();

  PodSize podSize();

  /// Empty where the cluster makes no copies of the target.
  default Optional<TargetCopies> copies() {
    return Optional.empty();
  }

  /// Empty where the limits of pods are not ours to change.
  default Optional<PodLimits> limits() {
    return Optional.empty();
  }

  Upkeep upkeep();
}
