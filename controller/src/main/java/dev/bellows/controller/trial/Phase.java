package dev.bellows.controller.trial;

/// Where a trial is.
enum Phase {
  WAITING,
  PREPARING,
  CALIBRATING,
  LOADING,
  SETTLING,
  SCORING,
  DONE
}
