package dev.bellows.core.findings;

import java.util.List;

/// What one pod did in a trial.
///
/// @param readyThroughout whether it was Ready from the first arrival to the last
/// @param answered requests it answered
/// @param cpu its CPU use as the metrics API showed it, in the order of time
public record PodUse(String name, boolean readyThroughout, long answered, List<CpuSample> cpu) {

  /// @param atSeconds since the beginning of the recording
  public record CpuSample(double atSeconds, double millicores) {}

  public PodUse {
    cpu = List.copyOf(cpu);
  }
}
