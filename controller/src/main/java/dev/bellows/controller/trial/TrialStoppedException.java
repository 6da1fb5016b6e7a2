package dev.bellows.controller.trial;

/// Somebody asked to stop the trial.
final class TrialStoppedException extends RuntimeException {
  TrialStoppedException() {
    super("The trial was stopped on request.", null, false, false);
  }
}
