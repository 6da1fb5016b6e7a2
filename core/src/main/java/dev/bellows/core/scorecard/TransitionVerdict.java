package dev.bellows.core.scorecard;

/// The SLO around one transition.
///
/// @param before from the end of the transition before it, or the beginning
/// @param during in every window that overlaps it
/// @param after until the next transition, or the end
public record TransitionVerdict(
    Transition transition, SloTally before, SloTally during, SloTally after) {}
