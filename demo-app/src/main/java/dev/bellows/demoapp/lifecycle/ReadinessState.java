package dev.bellows.demoapp.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Ready or not, and why.
@RegisterForReflection
public record ReadinessState(boolean ready, String because) {}
