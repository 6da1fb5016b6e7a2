package dev.bellows.controller.trial;

import dev.bellows.core.cost.Prices;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a trial is to do and what it must reach.
///
/// @param target the Deployment under test; empty for the one the controller watches
/// @param url where the load goes; empty for the target's own Service
/// @param cpuLimit CPU limit of the target's pods during the trial [millicores]; empty leaves it
/// @param hpa what is different about the autoscaler during the trial
/// @param load parameters of `/load`, times in seconds
/// @param slo latency percentile -> most milliseconds; empty for the default of the work
/// @param errors share of requests that may fail in a window
/// @param missedWindows share of the windows that may miss the SLO
/// @param limits name of an elasticity score -> what it may be at most
/// @param costPerThousand what 1,000 answered requests may cost
/// @param capacity requests/s that one replica carries; empty has it measured
/// @param calibrate whether to measure anew where a capacity is known
/// @param prepare how long the target may take to come to rest before the load
/// @param settle how long the target may take to come to rest after the load
/// @param cron when to run it again and again
/// @param text the file itself
record TrialFile(
    String name,
    String description,
    Optional<String> target,
    Optional<String> url,
    Optional<Integer> cpuLimit,
    HpaChange hpa,
    Map<String, Object> load,
    Map<Double, Double> slo,
    OptionalDouble errors,
    double missedWindows,
    Map<String, Double> limits,
    OptionalDouble costPerThousand,
    Prices prices,
    OptionalDouble capacity,
    boolean calibrate,
    Duration prepare,
    Duration settle,
    int repetitions,
    Optional<String> cron,
    String text) {

  TrialFile withRepetitions(int times) {
    return new TrialFile(
        name,
        description,
        target,
        url,
        cpuLimit,
        hpa,
        load,
        slo,
        errors,
        missedWindows,
        limits,
        costPerThousand,
        prices,
        capacity,
        calibrate,
        prepare,
        settle,
        times,
        cron,
        text);
  }
}
