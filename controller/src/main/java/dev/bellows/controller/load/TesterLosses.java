package dev.bellows.controller.load;

import java.time.Instant;

/// Hears of each load tester that a run has lost; it must return at once.
@FunctionalInterface
public interface TesterLosses {

  /// @param sentence which one, and what happened to it
  void lost(String run, String sentence, Instant when);
}
