package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.shape.Profile;
import dev.bellows.loadtester.engine.RunPlan;
import dev.bellows.loadtester.engine.WorkMix;
import dev.bellows.loadtester.http.HttpEndpoint;
import java.time.Duration;
import java.util.Optional;

/// A request for load that has passed every check.
///
/// @param intensity percent of full load; 0 in the closed model, which has none
/// @param users of the closed model, or 0 in the open one
/// @param warmUp the first part of the duration, which is not measured
/// @param curve the rate over time, intensity included
/// @param shape the name of the curve's shape
/// @param profile the name of the load, if it has one
/// @param fleet what was agreed with a controller; users and curve are those of the whole run
record RunRequest(
    double intensity,
    int users,
    Duration duration,
    Duration warmUp,
    WorkType type,
    WorkMix work,
    RateCurve curve,
    String shape,
    boolean poisson,
    long seed,
    String target,
    HttpEndpoint endpoint,
    Optional<Profile> profile,
    FleetTerms fleet) {

  RunPlan plan(int maxInFlight) {
    Slice slice = fleet.slice();
    RunPlan.Pace pace =
        slice.count() == 1
            ? wholePace()
            : new RunPlan.Part(wholePace(), slice.index(), slice.count());
    return new RunPlan(pace, duration, warmUp, work, maxInFlight);
  }

  private RunPlan.Pace wholePace() {
    if (users > 0) {
      return new RunPlan.Closed(users);
    }
    return new RunPlan.Open(
        poisson
            ? ArrivalSchedule.poisson(curve, duration, seed)
            : ArrivalSchedule.even(curve, duration));
  }
}
