package dev.bellows.demoapp.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Ready or not, and why.
@RegisterForReflection
record ReadinessState(boolean ready, String because) {}
