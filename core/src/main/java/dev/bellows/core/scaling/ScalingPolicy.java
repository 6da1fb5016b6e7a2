package dev.bellows.core.scaling;

/// An autoscaler as a function: from what it remembers and what it sees to a decision and what it
/// remembers next.
///
/// It has no clock and no memory of its own, so one object serves a live loop, a replay and a
/// simulation alike.
///
/// @param <S> the memory, an immutable value
public interface ScalingPolicy<S> {

  /// What the policy remembers before its first decision.
  S initialState();

  /// Decides one tick. Never throws for bad metrics: what is wrong is part of the decision.
  Step<S> decide(S state, Observation observation);
}
