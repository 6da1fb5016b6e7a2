package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;
import java.util.List;

/// The conditions of the autoscaler's status. A condition that a reconciliation does not come to
/// keeps what an earlier one said.
///
/// Upstream: `horizontal.go`, `setConditionInList`. They are first set in this order, and so they
/// stay in it: `AbleToScale`, `ScalingActive`, `ScalingLimited`.
final class Conditions {

  static final Condition GOT_SCALE =
      new Condition(
          "AbleToScale",
          "True",
          "SucceededGetScale",
          "the HPA controller was able to get the target's current scale");
  static final Condition DISABLED =
      new Condition(
          "ScalingActive",
          "False",
          "ScalingDisabled",
          "scaling is disabled since the replica count of the target is zero");

  private Conditions() {}

  static Condition rescaled(int replicas) {
    return new Condition(
        "AbleToScale",
        "True",
        "SucceededRescale",
        "the HPA controller was able to update the target scale to " + replicas);
  }

  static Condition foundMetric(String description) {
    return new Condition(
        "ScalingActive",
        "True",
        "ValidMetricFound",
        "the HPA was able to successfully calculate a replica count from " + description);
  }

  /// The earlier conditions with a new first one.
  static List<Condition> with(List<Condition> earlier, Condition able) {
    return switch (earlier.size()) {
      case 0, 1 -> List.of(able);
      case 2 -> List.of(able, earlier.get(1));
      default -> List.of(able, earlier.get(1), earlier.get(2));
    };
  }

  /// The earlier conditions with a new first and second one.
  static List<Condition> with(List<Condition> earlier, Condition able, Condition active) {
    return earlier.size() > 2 ? List.of(able, active, earlier.get(2)) : List.of(able, active);
  }
}
