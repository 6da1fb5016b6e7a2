package dev.bellows.controller.loop;

/// Which answer of the metrics API, seen from a moment: its answers are polled, so the autoscaler
/// may have had the one before or the one after.
enum Snapshot {
  LATEST,
  PREVIOUS,
  NEXT
}
