package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.loadtester.engine.RunPlan;
import dev.bellows.loadtester.engine.WorkMix;
import dev.bellows.loadtester.http.HttpEndpoint;
import java.time.Duration;

/// A request for load that has passed every check.
///
/// @param intensity percent of full load
/// @param curve the rate over time, intensity included
/// @param shape the name of the curve's shape
record RunRequest(
    double intensity,
    Duration duration,
    WorkType type,
    WorkMix work,
    RateCurve curve,
    String shape,
    boolean poisson,
    long seed,
    String target,
    HttpEndpoint endpoint) {

  RunPlan plan(int maxInFlight) {
    ArrivalSchedule schedule =
        poisson
            ? ArrivalSchedule.poisson(curve, duration, seed)
            : ArrivalSchedule.even(curve, duration);
    return new RunPlan(schedule, duration, work, maxInFlight);
  }
}
