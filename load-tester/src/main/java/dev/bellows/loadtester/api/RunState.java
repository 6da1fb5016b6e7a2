package dev.bellows.loadtester.api;

/// Where a run is in its life. It begins as `RUNNING` and ends in one of the others.
enum RunState {
  RUNNING,
  DONE,
  STOPPED,
  INVALID
}
