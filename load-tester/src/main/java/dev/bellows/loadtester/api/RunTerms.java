package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.shape.Profile;
import java.time.Duration;
import java.util.Optional;

/// What was asked for, in the words of the request.
///
/// @param intensity percent of full load; 0 in the closed model, which has none
/// @param users of the closed model, or 0 in the open one; those of the whole run
/// @param warmUp the first part of the duration, which is not measured
/// @param cpuMillis mean CPU that a request asks for
/// @param shape the name of the curve's shape
/// @param profile the name of the load, if it has one
/// @param fleet what was agreed with a controller
record RunTerms(
    double intensity,
    int users,
    Duration duration,
    Duration warmUp,
    WorkType type,
    double cpuMillis,
    String shape,
    boolean poisson,
    long seed,
    String target,
    Optional<Profile> profile,
    FleetTerms fleet) {

  double seconds() {
    return duration.toNanos() / 1e9;
  }

  double warmUpSeconds() {
    return warmUp.toNanos() / 1e9;
  }
}
