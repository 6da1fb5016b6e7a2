package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Constraint;

/// The steps of one reconciliation in their order. The replica count that comes out of the last one
/// is the decision.
public sealed interface HpaTrace {

  /// The replicas to ask for, read out of the last step.
  int replicas();

  /// The step that fixed [#replicas].
  Constraint binding();

  /// The workload was scaled to zero by hand: its autoscaler does nothing.
  record Disabled() implements HpaTrace {
    @Override
    public int replicas() {
      return 0;
    }

    @Override
    public Constraint binding() {
      return Constraint.DISABLED;
    }
  }

  /// The replicas found are outside the bounds: they are brought to the nearer one before any
  /// metric is looked at.
  record OutOfBounds(int current, int minReplicas, int maxReplicas) implements HpaTrace {
    @Override
    public int replicas() {
      return current > maxReplicas ? maxReplicas : minReplicas;
    }

    @Override
    public Constraint binding() {
      return current > maxReplicas ? Constraint.MAXIMUM : Constraint.MINIMUM;
    }

    /// Why the controller rescales, in the words of its event.
    String rescaleReason() {
      return current > maxReplicas
          ? "Current number of replicas above Spec.MaxReplicas"
          : "Current number of replicas below Spec.MinReplicas";
    }
  }

  /// Metrics failed, and what is left of them would not scale up: the count stays.
  record Unavailable(MetricProposals proposals) implements HpaTrace {
    @Override
    public int replicas() {
      return proposals.current();
    }

    @Override
    public Constraint binding() {
      return Constraint.UNAVAILABLE;
    }
  }

  /// The metrics propose, earlier recommendations stabilize, policies and bounds limit.
  record Computed(MetricProposals proposals, Stabilization stabilization, Limits limits)
      implements HpaTrace {

    @Override
    public int replicas() {
      return limits.replicas();
    }

    @Override
    public Constraint binding() {
      Constraint limit = limits.constraint();
      if (limit != null) {
        return limit;
      }
      if (stabilization.binds()) {
        return Constraint.STABILIZATION;
      }
      return proposals.choice().rule().isTolerance() ? Constraint.TOLERANCE : Constraint.METRIC;
    }

    /// Why the controller rescales, in the words of its event. Empty when the metrics ask for what
    /// there is and a limit moves the count.
    String rescaleReason() {
      int current = proposals.current();
      int desired = proposals.replicas();
      if (desired > current) {
        return proposals.choice().description() + " above target";
      }
      return desired < current ? "All metrics below target" : "";
    }
  }
}
