package dev.bellows.controller.trial;

/// What came of a trial, the mildest first.
enum Verdict {
  PASS(0),
  COST_MISSED(4),
  ELASTICITY_MISSED(3),
  SLO_MISSED(2),
  INVALID(5),
  INTERRUPTED(5);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /// What a command that ran the trial tells its shell.
  int exitCode() {
    return exitCode;
  }
}
