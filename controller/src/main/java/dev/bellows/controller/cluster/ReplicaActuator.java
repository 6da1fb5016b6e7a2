package dev.bellows.controller.cluster;

/// Where an autoscaler acts: asks for a number of replicas, and returns before they are there.
public interface ReplicaActuator {
  /// More pods than this are no test bench but an accident.
  int MOST_REPLICAS = 50;

  void scale(int replicas);
}
