package dev.bellows.demoapp.lifecycle;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/// What Prometheus sees of the traffic and of the drain.
final class TrafficMetrics {

  void register(
      @Observes StartupEvent start,
      MeterRegistry metrics,
      TrafficProbe probe,
      Readiness readiness,
      Drain drain) {
    Traffic traffic = probe.traffic();
    for (Outcome outcome : Outcome.values()) {
      FunctionCounter.builder("bellows.requests", traffic, counted -> counted.count(outcome))
          .tag("outcome", outcome.label())
          .description("Requests by outcome, probes and metrics left out")
          .register(metrics);
    }
    Gauge.builder("bellows.requests.in.flight", traffic, Traffic::inFlight)
        .description("Requests that have no complete answer yet, this scrape included")
        .register(metrics);
    Gauge.builder("bellows.connections.open", traffic, Traffic::connections)
        .description("Open connections")
        .register(metrics);
    Gauge.builder("bellows.draining", readiness, state -> state.isDraining() ? 1 : 0)
        .description("1 from SIGTERM on, else 0")
        .register(metrics);
    FunctionCounter.builder("bellows.requests.lost.at.drain", drain, Drain::lost)
        .description("Requests still in flight when the drain had to end")
        .register(metrics);
  }
}
