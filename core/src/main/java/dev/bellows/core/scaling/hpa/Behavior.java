package dev.bellows.core.scaling.hpa;

/// How fast the replica count may change: `spec.behavior`, with both directions filled in by API
/// defaulting.
public record Behavior(ScalingRules scaleUp, ScalingRules scaleDown) {}
