package dev.bellows.controller.loop;

import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.WorkloadObserver;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.ScalingPolicy;
import dev.bellows.core.scaling.Step;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Runs a policy on a cluster.
///
/// The next tick starts one interval after the last one ended, as the work queue of Kubernetes'
/// controller has it. Ticks at a fixed rate would jitter over the borders of the policy's windows,
/// which are strict, and cost whole steps.
public final class ScalingLoop<S> {
  private static final Logger LOG = Logger.getLogger(ScalingLoop.class);

  private final WorkloadObserver observer;
  private final ReplicaActuator actuator;
  private final DecisionSink sink;
  private final Timer timer;
  private final Duration interval;
  private volatile ScalingPolicy<S> policy;
  private volatile boolean stopped;
  private S memory;

  public ScalingLoop(
      ScalingPolicy<S> policy,
      WorkloadObserver observer,
      ReplicaActuator actuator,
      DecisionSink sink,
      Timer timer,
      Duration interval) {
    this.policy = policy;
    this.memory = policy.initialState();
    this.observer = observer;
    this.actuator = actuator;
    this.sink = sink;
    this.timer = timer;
    this.interval = interval;
  }

  public void start(Duration firstTick) {
    timer.after(firstTick, this::tickAndGoOn);
  }

  /// Decides by another policy from the next tick on; what was remembered stays, as it does when a
  /// HorizontalPodAutoscaler is edited.
  public void decideBy(ScalingPolicy<S> next) {
    policy = next;
  }

  public void stop() {
    stopped = true;
  }

  private void tickAndGoOn() {
    if (stopped) {
      return;
    }
    try {
      tick();
    } catch (ClusterRefusal told) {
      // The cluster tells people why by itself, and may be of another mind at the next tick.
      LOG.debugf("A tick was not possible reason=%s", told.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A tick of the scaling loop failed; the next one is not affected", e);
    }
    timer.after(interval, this::tickAndGoOn);
  }

  private void tick() {
    Observation seen = observer.observe();
    Step<S> step = policy.decide(memory, seen);
    Decision decision = step.decision();
    if (decision.rescales()) {
      actuator.scale(decision.to());
    }
    // Only now: what was refused has not happened, and must not count against a rate.
    memory = step.state();
    sink.record(decision);
  }
}
