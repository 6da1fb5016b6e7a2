package dev.bellows.controller.dashboard;

import dev.bellows.controller.cluster.local.StubPod;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/// A bench with quick ticks, stand-ins as pods, and a load tester that [StubTester] plays.
public final class StubLab implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "bellows.home", Path.of("..").toAbsolutePath().toString(),
        "bellows.local.pod-command", String.join(",", StubPod.command()),
        "bellows.local.service-port", "0",
        "bellows.local.metric-resolution", "1s",
        "bellows.loop.interval", "300ms",
        "bellows.loop.first-tick", "100ms",
        "bellows.dashboard.allowed-hosts", "bench.example",
        "bellows.load.testers", new StubTester().address(),
        "quarkus.http.test-port", "0");
  }
}
