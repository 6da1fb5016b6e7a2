package dev.bellows.core.scaling.hpa;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The rules of one direction.
///
/// @param stabilizationWindowSeconds how long a recommendation binds the later ones; empty in the
///   direction down means the controller's window
/// @param select which policy counts when there are several
/// @param tolerance a ratio; empty means the controller's tolerance
public record ScalingRules(
    OptionalInt stabilizationWindowSeconds,
    Select select,
    List<Policy> policies,
    OptionalDouble tolerance) {

  /// Which of several policies counts.
  public enum Select {
    /// The one that allows the largest change.
    MAX("Max"),
    /// The one that allows the smallest change.
    MIN("Min"),
    /// None: no change in this direction.
    DISABLED("Disabled");

    private final String word;

    Select(String word) {
      this.word = word;
    }

    static Select of(String word) {
      for (Select select : values()) {
        if (select.word.equals(word)) {
          return select;
        }
      }
      throw new IllegalArgumentException(
          "selectPolicy must be Max, Min or Disabled, but was " + word);
    }

    /// As the API writes it.
    public String word() {
      return word;
    }
  }

  /// What a policy counts in.
  public enum Unit {
    PODS("Pods"),
    PERCENT("Percent");

    private final String word;

    Unit(String word) {
      this.word = word;
    }

    static Unit of(String word) {
      for (Unit unit : values()) {
        if (unit.word.equals(word)) {
          return unit;
        }
      }
      throw new IllegalArgumentException(
          "a policy's type must be Pods or Percent, but was " + word);
    }

    /// As the API writes it.
    public String word() {
      return word;
    }
  }

  /// One limit: at most this change within this period.
  ///
  /// @param value pods, or percent of the replicas at the start of the period
  public record Policy(Unit unit, int value, int periodSeconds) {

    /// `100 % per 15 s`, `4 pods per 60 s`.
    String words() {
      return value + (unit == Unit.PODS ? " pods per " : " % per ") + periodSeconds + " s";
    }
  }

  /// The longest period of a policy, in seconds: how long a scale event matters. Upstream:
  /// `horizontal.go`, `getLongestPolicyPeriod`.
  int longestPeriodSeconds() {
    int longest = 0;
    for (Policy policy : policies) {
      longest = Math.max(longest, policy.periodSeconds());
    }
    return longest;
  }
}
