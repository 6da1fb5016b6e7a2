package dev.bellows.core.cost;

import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.simulation.Surroundings;

/// A load that was recorded, and what it met.
///
/// @param hpa the autoscaler in force
/// @param surroundings pods and the rhythms of metrics and decisions, as measured
/// @param ratePerSecond arrivals offered
/// @param cpuMillisPerRequest CPU of one request, as measured, above 0
/// @param capacityPerSecond requests/s that one replica carries within the SLO at its CPU request
/// @param footprint what a replica is billed for; its CPU request is that of the surroundings
public record RecordedDemand(
    HpaSpec hpa,
    Surroundings surroundings,
    StepSeries ratePerSecond,
    double cpuMillisPerRequest,
    double capacityPerSecond,
    double untilSeconds,
    Footprint footprint,
    Prices prices) {

  public RecordedDemand {
    if (!(cpuMillisPerRequest > 0 && capacityPerSecond > 0 && untilSeconds > 0)) {
      throw new IllegalArgumentException(
          "CPU per request, capacity and duration must be above 0, but were %s ms, %s/s and %s s"
              .formatted(cpuMillisPerRequest, capacityPerSecond, untilSeconds));
    }
  }

  StepSeries offeredMillicores() {
    return ratePerSecond.map(rate -> rate * cpuMillisPerRequest);
  }
}
