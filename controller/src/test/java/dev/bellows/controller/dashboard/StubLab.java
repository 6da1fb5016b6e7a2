package dev.bellows.controller.dashboard;

import dev.bellows.controller.cluster.local.StubPod;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A bench with quick ticks, stand-ins as pods, and a load tester that [StubTester] plays.
public final class StubLab implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "bellows.home", Path.of("..").toAbsolutePath().toString(),
        "bellows.local.manifests", roomyTarget().toString(),
        "bellows.local.pod-command", String.join(",", StubPod.command()),
        "bellows.local.service-port", "0",
        "bellows.local.metric-resolution", "1s",
        "bellows.loop.interval", "300ms",
        "bellows.loop.first-tick", "100ms",
        "bellows.dashboard.allowed-hosts", "bench.example",
        "bellows.load.testers", new StubTester().address(),
        "quarkus.http.test-port", "0");
  }

  /// The target with requests so large that what a stand-in's JVM spends in one quick metric window
  /// is no load: the tests of the API start from one pod.
  private static Path roomyTarget() {
    Path base = Path.of("..", "k8s", "base", "demo-app");
    Path manifests = Path.of("target", "roomy-target").toAbsolutePath();
    Path folder = manifests.resolve("demo-app");
    try {
      Files.createDirectories(folder);
      for (String file : List.of("deployment.yaml", "hpa.yaml", "service.yaml")) {
        String text = Files.readString(base.resolve(file));
        Files.writeString(
            folder.resolve(file),
            text.replace("cpu: 100m", "cpu: 16").replace("cpu: 500m", "cpu: 16"));
      }
      return manifests;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
