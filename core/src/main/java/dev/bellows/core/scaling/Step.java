package dev.bellows.core.scaling;

/// One tick of a policy: what it decided and what it will remember at the next tick.
public record Step<S>(S state, Decision decision) {}
