package dev.bellows.loadtester.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/// Which load tester this is.
///
/// @param id of this process, another one after a restart: one process can have several addresses
/// @param now on its clock
/// @param maxRate requests/s of one run at most
@RegisterForReflection
record TesterView(String id, Instant now, double maxRate, int maxInFlight) {}
