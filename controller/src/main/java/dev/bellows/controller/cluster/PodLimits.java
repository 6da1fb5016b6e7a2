package dev.bellows.controller.cluster;

import java.util.OptionalInt;

/// Where the CPU limit of the workload's pods can be changed for a while. The pods are replaced:
/// new ones come first, the old ones go when these are ready.
public interface PodLimits {

  /// @param millicores empty for the limit of the manifest
  void limitCpu(OptionalInt millicores);
}
