package dev.bellows.controller.cluster;

import dev.bellows.controller.loop.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InMemoryClusterTest extends ClusterContract {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final InMemoryCluster cluster = new InMemoryCluster(time, 100);

  @Override
  protected WorkloadObserver observer() {
    return cluster;
  }

  @Override
  protected ReplicaActuator actuator() {
    return cluster;
  }

  @Override
  protected void eventually(Runnable assertion) {
    time.pass(Duration.ofSeconds(1));
    assertion.run();
  }
}
