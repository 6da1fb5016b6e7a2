package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.loadtester.engine.RunPlan;
import dev.bellows.loadtester.engine.WorkMix;
import dev.bellows.loadtester.http.HttpEndpoint;

/// A request for load that has passed every check: what a run tells of itself as long as it is
/// known, and what it needs until it ends.
///
/// @param curve the rate over time of the whole run, intensity included
record RunRequest(RunTerms terms, WorkMix work, RateCurve curve, HttpEndpoint endpoint) {

  RunPlan plan(int maxInFlight) {
    Slice slice = terms.fleet().slice();
    RunPlan.Pace pace =
        slice.count() == 1
            ? wholePace()
            : new RunPlan.Part(wholePace(), slice.index(), slice.count());
    return new RunPlan(pace, terms.duration(), terms.warmUp(), work, maxInFlight);
  }

  private RunPlan.Pace wholePace() {
    if (terms.users() > 0) {
      return new RunPlan.Closed(terms.users());
    }
    return new RunPlan.Open(
        terms.poisson()
            ? ArrivalSchedule.poisson(curve, terms.duration(), terms.seed())
            : ArrivalSchedule.even(curve, terms.duration()));
  }
}
