package dev.bellows.core.scaling;

/// The step of a decision that fixed its replica count: had it not been there, the count would have
/// been another, or would have come from an earlier step.
public enum Constraint {
  /// The metrics asked for this count and nothing stood in the way.
  METRIC("the metrics"),
  /// The metric is close enough to its target to leave the count alone.
  TOLERANCE("the tolerance"),
  /// A recommendation within a stabilization window held the count.
  STABILIZATION("the stabilization window"),
  /// A limit of how fast the count may change held it.
  RATE("the scaling policy"),
  /// The count is the smallest allowed.
  MINIMUM("the minimum"),
  /// The count is the largest allowed.
  MAXIMUM("the maximum"),
  /// Metrics were missing, so the count stays.
  UNAVAILABLE("missing metrics"),
  /// The workload was scaled to zero by hand, which switches its autoscaler off.
  DISABLED("scaling to zero by hand");

  private final String words;

  Constraint(String words) {
    this.words = words;
  }

  /// The constraint as it is named in a sentence.
  public String words() {
    return words;
  }
}
