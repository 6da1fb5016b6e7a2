package dev.bellows.controller.cluster;

import dev.bellows.core.scaling.Observation;

/// Where an autoscaler looks: the workload's replicas, pods and metrics at this moment, with the
/// resolution (whole seconds) that the objects of a Kubernetes API have.
public interface WorkloadObserver {
  Observation observe();
}
