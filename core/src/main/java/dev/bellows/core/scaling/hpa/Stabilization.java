package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Condition;

/// The step that keeps the count from following every turn of the metrics: earlier recommendations
/// bound this one.
///
/// With `behavior`:
///
/// ```
/// low     = min(desired, recommendations younger than the scale-up window)
/// high    = max(desired, recommendations younger than the scale-down window)
/// replicas = current, brought into [low, high]
/// ```
///
/// Without it: `replicas = max(desired, recommendations not older than the controller's window)`,
/// which is the same with `low = high`.
///
/// Upstream: `horizontal.go`, `stabilizeRecommendationWithBehaviors` and `stabilizeRecommendation`.
///
/// @param current the replicas asked for now
/// @param desired what the metrics ask for
/// @param low the lowest recommendation of the scale-up window
/// @param lowAtMillis when it was made
/// @param lowUntilMillis when it leaves the window
/// @param high the highest recommendation of the scale-down window
/// @param highAtMillis when it was made
/// @param highUntilMillis when it leaves the window
/// @param outdated the index of a recommendation that no window holds any more, or -1
public record Stabilization(
    int current,
    int desired,
    int low,
    long lowAtMillis,
    long lowUntilMillis,
    int high,
    long highAtMillis,
    long highUntilMillis,
    int outdated) {

  private static final Condition READY =
      able("ReadyForNewScale", "recommended size matches current size");
  private static final Condition UP_STABILIZED =
      able(
          "ScaleUpStabilized",
          "recent recommendations were lower than current one, applying the lowest recent recommendation");
  private static final Condition DOWN_STABILIZED =
      able(
          "ScaleDownStabilized",
          "recent recommendations were higher than current one, applying the highest recent recommendation");

  /// The windows of `behavior`. A recommendation exactly as old as the window no longer counts.
  static Stabilization byBehavior(
      Recommendations recent,
      int current,
      int desired,
      long nowMillis,
      long upWindowMillis,
      long downWindowMillis) {
    int low = desired;
    int high = desired;
    long lowAtMillis = nowMillis;
    long highAtMillis = nowMillis;
    long upCutoffMillis = nowMillis - upWindowMillis;
    long downCutoffMillis = nowMillis - downWindowMillis;
    int outdated = -1;
    for (int i = 0; i < recent.size(); i++) {
      int replicas = recent.replicas(i);
      long atMillis = recent.atMillis(i);
      if (atMillis > upCutoffMillis
          && binds(replicas < low, replicas == low, atMillis, lowAtMillis, low == desired)) {
        low = replicas;
        lowAtMillis = atMillis;
      }
      if (atMillis > downCutoffMillis
          && binds(replicas > high, replicas == high, atMillis, highAtMillis, high == desired)) {
        high = replicas;
        highAtMillis = atMillis;
      }
      if (atMillis < upCutoffMillis && atMillis < downCutoffMillis) {
        outdated = i;
      }
    }
    return new Stabilization(
        current,
        desired,
        low,
        lowAtMillis,
        lowAtMillis + upWindowMillis,
        high,
        highAtMillis,
        highAtMillis + downWindowMillis,
        outdated);
  }

  /// The controller's window, for scale-down alone. A recommendation exactly as old as the window
  /// still counts.
  static Stabilization byController(
      Recommendations recent, int current, int desired, long nowMillis, long windowMillis) {
    int high = desired;
    long highAtMillis = nowMillis;
    long cutoffMillis = nowMillis - windowMillis;
    int outdated = -1;
    for (int i = 0; i < recent.size(); i++) {
      int replicas = recent.replicas(i);
      long atMillis = recent.atMillis(i);
      if (atMillis < cutoffMillis) {
        outdated = i;
      } else if (binds(
          replicas > high, replicas == high, atMillis, highAtMillis, high == desired)) {
        high = replicas;
        highAtMillis = atMillis;
      }
    }
    return new Stabilization(
        current,
        desired,
        high,
        highAtMillis,
        highAtMillis,
        high,
        highAtMillis,
        highAtMillis + windowMillis,
        outdated);
  }

  /// Of equal recommendations the youngest binds, because it is the last to leave the window; the
  /// one being made now binds nothing.
  private static boolean binds(
      boolean stronger, boolean equal, long atMillis, long boundAtMillis, boolean unbound) {
    return stronger || equal && !unbound && atMillis > boundAtMillis;
  }

  /// What is left of the desired count.
  public int replicas() {
    return Math.min(Math.max(current, low), high);
  }

  /// Whether an earlier recommendation changed the count.
  public boolean binds() {
    return replicas() != desired;
  }

  /// Whether the bound is the scale-down window's: the count is kept up. Otherwise it is kept down.
  public boolean keepsUp() {
    return replicas() > desired;
  }

  /// The recommendation that the count is held to. The replicas that exist may lie between it and
  /// the desired count; then they stay.
  public int boundTo() {
    return keepsUp() ? high : low;
  }

  /// When the binding recommendation was made.
  public long boundAtMillis() {
    return keepsUp() ? highAtMillis : lowAtMillis;
  }

  /// When the binding recommendation leaves its window.
  public long boundUntilMillis() {
    return keepsUp() ? highUntilMillis : lowUntilMillis;
  }

  /// `AbleToScale` as upstream words it. With `behavior`, the reason follows the direction that the
  /// metrics asked for.
  Condition condition(boolean withBehavior) {
    if (!binds()) {
      return READY;
    }
    return withBehavior && desired >= current ? UP_STABILIZED : DOWN_STABILIZED;
  }

  private static Condition able(String reason, String message) {
    return new Condition("AbleToScale", "True", reason, message);
  }
}
