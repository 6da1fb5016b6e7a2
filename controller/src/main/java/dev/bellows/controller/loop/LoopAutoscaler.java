package dev.bellows.controller.loop;

import dev.bellows.controller.cluster.AutoscalerStatus;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.HpaState;
import java.util.Optional;
import java.util.function.Supplier;

/// The autoscaler that a [ScalingLoop] of this service plays.
public final class LoopAutoscaler implements LiveAutoscaler {
  private final ScalingLoop<HpaState> loop;
  private final WorkloadView workload;
  private final Supplier<Optional<Decision>> lastDecision;
  private volatile Autoscaler inForce;

  public LoopAutoscaler(
      Autoscaler first,
      ScalingLoop<HpaState> loop,
      WorkloadView workload,
      Supplier<Optional<Decision>> lastDecision) {
    this.inForce = first;
    this.loop = loop;
    this.workload = workload;
    this.lastDecision = lastDecision;
  }

  @Override
  public Autoscaler inForce() {
    return inForce;
  }

  @Override
  public Optional<AutoscalerStatus> status() {
    return lastDecision.get().map(this::status);
  }

  @Override
  public synchronized void replace(Autoscaler edited) {
    inForce = edited;
    loop.decideBy(edited.policy());
  }

  private AutoscalerStatus status(Decision last) {
    WorkloadPicture now = workload.latest();
    return new AutoscalerStatus(
        now.current(), now.desired(), last.conditions(), last.currentMetrics());
  }
}
