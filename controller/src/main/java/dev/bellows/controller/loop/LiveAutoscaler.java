package dev.bellows.controller.loop;

import dev.bellows.core.scaling.hpa.HpaState;

/// The autoscaler that is in force, and the loop that it runs in.
public final class LiveAutoscaler {
  private final ScalingLoop<HpaState> loop;
  private volatile Autoscaler inForce;

  public LiveAutoscaler(Autoscaler first, ScalingLoop<HpaState> loop) {
    this.inForce = first;
    this.loop = loop;
  }

  public Autoscaler inForce() {
    return inForce;
  }

  /// Puts an edited autoscaler into force from the next tick on.
  public synchronized void replace(Autoscaler edited) {
    inForce = edited;
    loop.decideBy(edited.policy());
  }
}
