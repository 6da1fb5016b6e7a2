package dev.bellows.controller.cluster;

/// Where an autoscaler acts: asks for a number of replicas, and returns before they are there.
public interface ReplicaActuator {
  void scale(int replicas);
}
