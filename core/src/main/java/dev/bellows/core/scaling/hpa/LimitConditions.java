package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Constraint;

/// The condition `ScalingLimited` in upstream's words.
final class LimitConditions {

  private static final Condition WITHIN_RANGE =
      new Condition(
          "ScalingLimited",
          "False",
          "DesiredWithinRange",
          "the desired count is within the acceptable range");
  private static final Condition UP_LIMIT =
      limited(
          "ScaleUpLimit",
          "the desired replica count is increasing faster than the maximum scale rate");
  private static final Condition DOWN_LIMIT =
      limited(
          "ScaleDownLimit",
          "the desired replica count is decreasing faster than the maximum scale rate");
  private static final Condition TOO_MANY =
      limited(
          "TooManyReplicas", "the desired replica count is more than the maximum replica count");
  private static final Condition TOO_FEW =
      limited("TooFewReplicas", "the desired replica count is less than the minimum replica count");

  private LimitConditions() {}

  static Condition of(Limits limits) {
    Constraint constraint = limits.constraint();
    if (constraint == null) {
      return WITHIN_RANGE;
    }
    return switch (constraint) {
      case MAXIMUM -> TOO_MANY;
      case MINIMUM -> TOO_FEW;
      case RATE -> limits.up() ? UP_LIMIT : DOWN_LIMIT;
      case METRIC, TOLERANCE, STABILIZATION, UNAVAILABLE, DISABLED ->
          throw new IllegalStateException(constraint + " is no limit");
    };
  }

  private static Condition limited(String reason, String message) {
    return new Condition("ScalingLimited", "True", reason, message);
  }
}
