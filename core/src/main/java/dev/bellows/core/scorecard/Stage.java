package dev.bellows.core.scorecard;

/// What a scale-up spends its time on: from one [Border] to the next.
public enum Stage {
  /// Until the metric shows the load.
  DETECT,
  /// Until the autoscaler asks for more.
  DECIDE,
  /// Until the pods exist.
  ACTUATE,
  /// Until they are Ready.
  START,
  /// Until the SLO holds.
  RECOVER;

  /// Where the stage begins.
  public Border begin() {
    return Border.values()[ordinal()];
  }

  /// Where the stage ends.
  public Border end() {
    return Border.values()[ordinal() + 1];
  }
}
