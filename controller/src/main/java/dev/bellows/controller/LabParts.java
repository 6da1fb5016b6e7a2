package dev.bellows.controller;

import dev.bellows.controller.cluster.Bench;
import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.cluster.Surroundings;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.loop.LiveAutoscaler;

/// The parts of a bench, made together for one cluster.
interface LabParts {
  Bench bench();

  WorkloadView workload();

  LiveAutoscaler autoscaler();

  Surroundings surroundings();

  PodSize podSize();
}
