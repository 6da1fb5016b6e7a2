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
    // As Main does, which tests of this kind do not run.
    System.setProperty("vertx.disableURIValidation", "true");
    return Map.ofEntries(
        Map.entry("bellows.home", Path.of("..").toAbsolutePath().toString()),
        Map.entry("bellows.local.manifests", roomyTarget().toString()),
        Map.entry("bellows.local.pod-command", String.join(",", StubPod.command())),
        Map.entry("bellows.local.service-port", "0"),
        Map.entry("bellows.local.metric-resolution", "1s"),
        Map.entry("bellows.loop.interval", "300ms"),
        Map.entry("bellows.loop.first-tick", "100ms"),
        Map.entry("bellows.dashboard.allowed-hosts", "bench.example"),
        Map.entry("bellows.load.testers", new StubTester().address()),
        Map.entry("bellows.history.folder", newFolder()),
        Map.entry("quarkus.http.test-port", "0"));
  }

  private static String newFolder() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "history").toString();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
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
