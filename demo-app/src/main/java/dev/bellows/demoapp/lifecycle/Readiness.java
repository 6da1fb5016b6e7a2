package dev.bellows.demoapp.lifecycle;

import jakarta.inject.Singleton;

/// Whether the pod wants requests: yes, unless it was switched off by hand or drains. Draining is
/// for good.
@Singleton
final class Readiness {

  private volatile boolean switchedOn = true;
  private volatile boolean draining;

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
