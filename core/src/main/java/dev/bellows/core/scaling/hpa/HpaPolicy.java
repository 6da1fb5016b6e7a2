package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.ScalingPolicy;
import dev.bellows.core.scaling.Step;

/// The horizontal pod autoscaler of Kubernetes as a pure function.
public final class HpaPolicy implements ScalingPolicy<HpaState> {

  private final HpaSpec spec;
  private final ControllerSettings settings;

  public HpaPolicy(HpaSpec spec, ControllerSettings settings) {
    this.spec = spec;
    this.settings = settings;
  }

  @Override
  public HpaState initialState() {
    return HpaState.INITIAL;
  }

  @Override
  public Step<HpaState> decide(HpaState state, Observation observation) {
    throw new UnsupportedOperationException("not decided yet: " + spec + settings);
  }
}
