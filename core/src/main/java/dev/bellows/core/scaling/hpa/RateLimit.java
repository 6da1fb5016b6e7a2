package dev.bellows.core.scaling.hpa;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the scaling policies of one direction let the count go at this reconciliation.
///
/// ```
/// start       = current - replicas added within the period + replicas removed within it
/// up:   Pods    start + value               Percent    ceil(start x (1 + value / 100))
/// down: Pods    start - value               Percent    trunc(start x (1 - value / 100))
/// Max selects the policy that allows the largest change, Min the smallest, Disabled none
/// ```
///
/// Upstream: `horizontal.go`, `calculateScaleUpLimitWithScalingRules`,
/// `calculateScaleDownLimitWithBehaviors`.
public final class RateLimit {

  private final boolean up;
  private final int current;
  private final long nowMillis;
  private final ScalingRules rules;
  private final ScaleEvents ups;
  private final ScaleEvents downs;
  private final int selected;
  private final int selectedAllowance;

  RateLimit(
      boolean up,
      int current,
      long nowMillis,
      ScalingRules rules,
      ScaleEvents ups,
      ScaleEvents downs) {
    this.up = up;
    this.current = current;
    this.nowMillis = nowMillis;
    this.rules = rules;
    this.ups = ups;
    this.downs = downs;
    boolean wantsHighest = up == (rules.select() == ScalingRules.Select.MAX);
    int best = -1;
    int allowance = current;
    if (rules.select() != ScalingRules.Select.DISABLED) {
      for (int i = 0; i < rules.policies().size(); i++) {
        int candidate = allowance(rules.policies().get(i));
        boolean better = wantsHighest ? candidate > allowance : candidate < allowance;
        if (best < 0 || better) {
          best = i;
          allowance = candidate;
        }
      }
    }
    this.selected = best;
    this.selectedAllowance = allowance;
  }

  private int allowance(ScalingRules.Policy policy) {
    int start = startOfPeriod(policy.periodSeconds());
    return switch (policy.unit()) {
      case PODS -> up ? start + policy.value() : start - policy.value();
      case PERCENT ->
          up
              ? GoNumbers.int32(Math.ceil(start * (1 + (double) policy.value() / 100)))
              : GoNumbers.int32(start * (1 - (double) policy.value() / 100));
    };
  }

  private int startOfPeriod(int periodSeconds) {
    return current
        - ups.changeWithin(periodSeconds, nowMillis)
        + downs.changeWithin(periodSeconds, nowMillis);
  }

  /// The count the policies allow. Never on the other side of the current one: an exhausted policy
  /// forbids further change and undoes none.
  public int replicas() {
    return up ? Math.max(selectedAllowance, current) : Math.min(selectedAllowance, current);
  }

  /// The policy that counts, or null when the direction is disabled.
  public ScalingRules.@Nullable Policy selected() {
    return selected < 0 ? null : rules.policies().get(selected);
  }

  /// Whether the direction is up.
  public boolean up() {
    return up;
  }

  /// One policy and what it would have allowed on its own.
  ///
  /// @param startReplicas the replicas at the start of its period
  /// @param allows the count it allows; may lie beyond the current one when the policy is exhausted
  public record Allowance(
      ScalingRules.Policy policy, int startReplicas, int allows, boolean selected) {}

  /// Every policy of the direction with what it would have allowed.
  public List<Allowance> allowances() {
    List<Allowance> allowances = new ArrayList<>();
    for (int i = 0; i < rules.policies().size(); i++) {
      ScalingRules.Policy policy = rules.policies().get(i);
      allowances.add(
          new Allowance(
              policy, startOfPeriod(policy.periodSeconds()), allowance(policy), i == selected));
    }
    return allowances;
  }

  /// How the policies are selected.
  public ScalingRules.Select select() {
    return rules.select();
  }
}
