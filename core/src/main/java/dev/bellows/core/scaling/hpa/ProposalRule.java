package dev.bellows.core.scaling.hpa;

/// The rule that turned a usage ratio into a proposal.
public enum ProposalRule {
  /// The ratio is close enough to 1, so the metric proposes what there is.
  WITHIN_TOLERANCE,
  /// `ceil(ratio x pods)`.
  PROPORTIONAL,
  /// With careful guesses for missing and unready pods, the ratio fell within the tolerance, so the
  /// metric proposes what there is.
  GUESSES_WITHIN_TOLERANCE,
  /// The careful guesses would have turned a scale-up into a scale-down or the other way round, so
  /// the metric proposes what there is.
  GUESSES_TURN_DIRECTION,
  /// The pods that the guesses were made for would have changed the direction by their number, so
  /// the metric proposes what there is.
  COUNT_TURNS_DIRECTION;

  boolean keepsReplicas() {
    return this != PROPORTIONAL;
  }

  boolean isTolerance() {
    return this == WITHIN_TOLERANCE || this == GUESSES_WITHIN_TOLERANCE;
  }
}
