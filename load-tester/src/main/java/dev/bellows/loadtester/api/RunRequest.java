package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.loadtester.engine.RunPlan;
import dev.bellows.loadtester.engine.WorkMix;
import dev.bellows.loadtester.http.HttpEndpoint;
import java.time.Duration;

/// A request for load that has passed every check.
///
/// @param intensity percent of full load; 0 in the closed model, which has none
/// @param users of the closed model, or 0 in the open one
/// @param curve the rate over time, intensity included
/// @param shape the name of the curve's shape
record RunRequest(
    double intensity,
    int users,
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
    return new RunPlan(pace(), duration, work, maxInFlight);
  }

  private RunPlan.Pace pace() {
    if (users > 0) {
      return new RunPlan.Closed(users);
    }
    return new RunPlan.Open(
        poisson
            ? ArrivalSchedule.poisson(curve, duration, seed)
            : ArrivalSchedule.even(curve, duration));
  }
}
