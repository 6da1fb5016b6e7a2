package dev.bellows.demoapp.lifecycle;

import dev.bellows.demoapp.Condition;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Whether the pod wants requests: yes, unless it was switched off by hand or drains. Draining is
/// for good.
@Singleton
final class Readiness {

  private volatile boolean switchedOn = true;
  private volatile boolean draining;

  @Produces
  @Singleton
  Condition wantsRequests() {
    return Condition.of(
        Condition.Probe.READY, "traffic", () -> state().ready() ? null : state().because());
  }

  void turn(boolean on) {
    switchedOn = on;
  }

  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  ReadinessState state() {
    if (draining) {
      return new ReadinessState(false, "draining");
    }
    return switchedOn
        ? new ReadinessState(true, "serving")
        : new ReadinessState(false, "switched off by hand");
  }
}
