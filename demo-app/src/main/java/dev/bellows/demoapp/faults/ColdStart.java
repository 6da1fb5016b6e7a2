package dev.bellows.demoapp.faults;

import dev.bellows.demoapp.Condition;
import dev.bellows.demoapp.CpuClock;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// A slow start on demand: burns CPU before the pod counts as started, then stays unready for a
/// while.
@Singleton
class ColdStart {

  private final ColdStartConfig config;
  private final CpuClock clock;
  private volatile boolean started;
  private volatile boolean ready;

  @Inject
  ColdStart(ColdStartConfig config) {
    this(config, CpuClock.ofThisPlatform());
  }

  ColdStart(ColdStartConfig config, CpuClock clock) {
    this.config = config;
    this.clock = clock;
  }

  void begin(@Observes StartupEvent start) {
    if (config.cpuMillis() <= 0 && config.readinessDelay().isZero()) {
      started = true;
      ready = true;
      return;
    }
    Thread.ofPlatform().name("cold-start").daemon().start(this::warmUp);
  }

  private void warmUp() {
    long start = clock.nanos();
    while (clock.nanos() - start < config.cpuMillis() * 1_000_000L) {
      Thread.onSpinWait();
    }
    started = true;
    try {
      Thread.sleep(config.readinessDelay());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    }
    ready = true;
  }

  @Produces
  @Singleton
  Condition startedCondition() {
    return Condition.of(
        Condition.Probe.STARTED, "cold start", () -> started ? null : "burning CPU");
  }

  @Produces
  @Singleton
  Condition warmCondition() {
    return Condition.of(Condition.Probe.READY, "warm", () -> ready ? null : "still cold");
  }
}
