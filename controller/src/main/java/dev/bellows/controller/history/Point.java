package dev.bellows.controller.history;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The bench in one second.
///
/// @param second seconds since 1970
/// @param cpuTarget millicores per pod that the autoscaler aims at; 0 where it has no CPU target
/// @param cost of the replicas since recording began [currency]
/// @param marks what happened since the point before
public record Point(
    long second,
    Traffic traffic,
    Replicas replicas,
    List<PodCpu> cpu,
    double cpuTarget,
    double cost,
    List<Mark> marks) {

  /// All runs together [requests/s].
  ///
  /// @param target what the schedules ask for
  /// @param achieved what was sent
  public record Traffic(
      double target,
      double achieved,
      double answered,
      double failed,
      double dropped,
      Optional<Latency> latency) {
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, Optional.empty());
  }

  /// Corrected latency of the answers of the second [ms].
  public record Latency(double p50, double p95, double p99) {}

  /// @param demand replicas that the load of this second needs; empty where nobody measured what
  ///   one replica carries
  public record Replicas(int desired, int current, int ready, OptionalInt demand) {}

  public record PodCpu(String pod, int millicores) {}
}
