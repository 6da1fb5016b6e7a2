package dev.bellows.loadtester.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/// A part of a fleet's run, told to the controller that puts the parts together.
///
/// @param complete whether the run is over and no second follows the last one here
/// @param planned arrivals of this part from its warm-up to its end, as the integral of its rate
///   has it; 0 in the closed model
/// @param now on this load tester's clock
@RegisterForReflection
record IntervalsView(
    RunView run, boolean complete, long planned, Instant now, List<IntervalView> intervals) {}
