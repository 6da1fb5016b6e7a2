package dev.bellows.core.scaling;

import java.util.OptionalLong;

/// A pod of the scaled workload at one moment.
///
/// Times are epoch milliseconds of the clock that [Observation#atMillis] is read from.
///
/// @param name unique among the pods of one observation
/// @param startedAtMillis when a kubelet accepted the pod (`status.startTime`); empty before that
/// @param ready the Ready condition
/// @param readyTransitionAtMillis when the Ready condition last changed its status; empty means at
///   the beginning of time
/// @param deleted whether the pod has a deletion timestamp
public record PodObservation(
    String name,
    PodPhase phase,
    OptionalLong startedAtMillis,
    Readiness ready,
    OptionalLong readyTransitionAtMillis,
    boolean deleted) {}
