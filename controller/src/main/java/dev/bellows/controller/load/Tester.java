package dev.bellows.controller.load;

import java.time.Duration;
import java.time.Instant;

/// A load tester that has said who it is.
///
/// @param id of its process
/// @param clockAhead how far its clock is ahead of ours
record Tester(TesterAddress address, String id, Duration clockAhead) {

  /// Our instant on its clock.
  Instant onItsClock(Instant ours) {
    return ours.plus(clockAhead);
  }
}
