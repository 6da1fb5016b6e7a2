package dev.bellows.controller;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.load.TesterLosses;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Writes to the journal which load tester a run has lost.
@Singleton
final class LossRecorder implements TesterLosses {
  private final Journal<ClusterEvent> events;

  LossRecorder(Journal<ClusterEvent> events) {
    this.events = events;
  }

  @Override
  public void lost(String run, String sentence, Instant when) {
    events.add(new ClusterEvent(when, "Warning", "LoadTesterLost", "run/" + run, sentence));
  }
}
