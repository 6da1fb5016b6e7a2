package dev.bellows.demoapp.lifecycle;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/// Who answers `GET /`.
@RegisterForReflection
record Identity(String pod, String version, Instant startedAt, double uptimeSeconds) {}
