package dev.bellows.core.scorecard;

import java.util.List;

/// All that was observed of one run and that its scorecard is computed from. Times count from the
/// beginning of the recording.
///
/// @param untilSeconds the end of the recording
/// @param demand the fewest replicas that hold the SLO ([Demand])
/// @param load the replicas that would carry the offered load at the autoscaler's target: offered
///   CPU / (CPU request x target)
/// @param metric the replicas that the autoscaler's metric asked for, at the moments when the
///   metrics API first showed it
/// @param desired replicas asked for
/// @param supply replicas Ready
/// @param maxReplicas the most the autoscaler may ask for
/// @param pods every pod there was
/// @param windows what the generator saw, in windows of [Slo#WINDOW_SECONDS]
/// @param ticks the autoscaler's decisions
/// @param requests the run's totals
public record Observed(
    double untilSeconds,
    StepSeries demand,
    StepSeries load,
    StepSeries metric,
    StepSeries desired,
    StepSeries supply,
    int maxReplicas,
    List<PodLife> pods,
    List<SloWindow> windows,
    List<Tick> ticks,
    Requests requests) {

  public Observed {
    pods = List.copyOf(pods);
    windows = List.copyOf(windows);
    ticks = List.copyOf(ticks);
  }
}
