package dev.bellows.core.simulation;

import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.Tick;
import java.util.List;

/// What would have happened.
///
/// @param desired replicas asked for
/// @param supply replicas Ready
/// @param utilization CPU of the Ready pods in percent of their requests, as it was, not as it was
///   measured
/// @param ticks the decisions
/// @param offeredCpuSeconds CPU that the load asked for \[core seconds\]
/// @param missedCpuSeconds CPU that no Ready pod had left for it \[core seconds\]
public record SimulatedRun(
    StepSeries desired,
    StepSeries supply,
    StepSeries utilization,
    List<Tick> ticks,
    double offeredCpuSeconds,
    double missedCpuSeconds) {

  public SimulatedRun {
    ticks = List.copyOf(ticks);
  }

  /// The share of the load that was missed \[0..1\].
  public double missedShare() {
    return offeredCpuSeconds > 0 ? missedCpuSeconds / offeredCpuSeconds : 0;
  }
}
