package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Constraint;
import org.jspecify.annotations.Nullable;

/// The last step: how far the count may go at once, and within which bounds.
///
/// Upstream: `horizontal.go`, `convertDesiredReplicasWithBehaviorRate` and
/// `convertDesiredReplicasWithRules`.
public sealed interface Limits {

  /// The count that comes out.
  int replicas();

  /// Which limit changed the count, or null when none did.
  @Nullable Constraint constraint();

  /// `ScalingLimited` as upstream words it.
  default Condition condition() {
    return LimitConditions.of(this);
  }

  /// The count that went in.
  int desired();

  /// Whether the count that comes out is not the one that went in.
  default boolean bind() {
    return replicas() != desired();
  }

  /// Whether the rate that may limit is the one upwards.
  boolean up();

  /// With `behavior`: the policies of the direction, then the bound of the direction. A count that
  /// does not change is not looked at.
  ///
  /// @param rate the policies' limit, or null when the count would not change
  record ByBehavior(
      int current, int desired, int minReplicas, int maxReplicas, @Nullable RateLimit rate)
      implements Limits {

    @Override
    public boolean up() {
      return desired > current;
    }

    @Override
    public int replicas() {
      if (rate == null) {
        return desired;
      }
      return up()
          ? Math.min(desired, Math.min(maxReplicas, rate.replicas()))
          : Math.max(desired, Math.max(minReplicas, rate.replicas()));
    }

    @Override
    public @Nullable Constraint constraint() {
      if (rate == null || !bind()) {
        return null;
      }
      if (up()) {
        return maxReplicas > rate.replicas() ? Constraint.RATE : Constraint.MAXIMUM;
      }
      return minReplicas < rate.replicas() ? Constraint.RATE : Constraint.MINIMUM;
    }
  }

  /// Without `behavior`: at most double the count, or 4 if that is more; then the bounds, whatever
  /// the direction.
  record ByController(int current, int desired, int minReplicas, int maxReplicas)
      implements Limits {

    private static final double SCALE_UP_FACTOR = 2.0;
    private static final double SCALE_UP_LEAST = 4.0;

    /// The most that one reconciliation may scale up to. Upstream: `calculateScaleUpLimit`.
    public int scaleUpLimit() {
      return GoNumbers.int32(Math.max(SCALE_UP_FACTOR * current, SCALE_UP_LEAST));
    }

    @Override
    public boolean up() {
      return true;
    }

    @Override
    public int replicas() {
      return desired < minReplicas
          ? minReplicas
          : Math.min(desired, Math.min(maxReplicas, scaleUpLimit()));
    }

    @Override
    public @Nullable Constraint constraint() {
      if (!bind()) {
        return null;
      }
      if (desired < minReplicas) {
        return Constraint.MINIMUM;
      }
      return maxReplicas > scaleUpLimit() ? Constraint.RATE : Constraint.MAXIMUM;
    }
  }
}
