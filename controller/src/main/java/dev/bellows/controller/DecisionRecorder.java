package dev.bellows.controller;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.loop.DecisionSink;
import dev.bellows.core.scaling.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/// Writes every decision to the journal, the metrics and, when it rescales, the log.
@Singleton
final class DecisionRecorder implements DecisionSink {
  private static final Logger LOG = Logger.getLogger(DecisionRecorder.class);

  private final Journal<Decision> decisions;
  private final Journal<ClusterEvent> events;
  private final MeterRegistry meters;

  DecisionRecorder(
      Journal<Decision> decisions, Journal<ClusterEvent> events, MeterRegistry meters) {
    this.decisions = decisions;
    this.events = events;
    this.meters = meters;
  }

  /// For a cluster whose events are only ours to tell.
  DecisionSink alsoItsEvents(String object) {
    return decision -> {
      record(decision);
      Instant time = Instant.ofEpochMilli(decision.atMillis());
      decision
          .events()
          .forEach(event ->
              events.add(
                  new ClusterEvent(time, event.type(), event.reason(), object, event.message())));
    };
  }

  @Override
  public void record(Decision decision) {
    decisions.add(decision);
    meters.counter("bellows.loop.ticks").increment();
    meters.counter("bellows.decisions", "reason", decision.reason()).increment();
    if (decision.rescales()) {
      LOG.infof(
          "Rescaled from=%d to=%d reason=%s sentence=%s",
          decision.from(), decision.to(), decision.reason(), decision.sentence());
    }
  }
}
