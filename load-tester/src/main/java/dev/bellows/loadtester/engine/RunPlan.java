package dev.bellows.loadtester.engine;

import dev.bellows.core.schedule.ArrivalSchedule;
import java.time.Duration;

/// What a run does.
///
/// @param schedule of the whole run; each lane takes its slice of it
/// @param duration after which nothing more is sent
/// @param work per request
/// @param maxInFlight requests waiting or in flight at most; what is due beyond that is dropped
public record RunPlan(ArrivalSchedule schedule, Duration duration, WorkMix work, int maxInFlight) {}
