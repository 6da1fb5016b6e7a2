package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.cli.api.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the embedded cluster against recordings of a real one: same load, HPA and resources. Each
/// change of the desired replicas must come within one tick (15 s) of the cluster's, to the same
/// number +-1.
///
/// One recording by default, because each takes its minutes again; `-Drecording=base-steps` or
/// `-Drecording=FILE` runs another.
@Tag("acceptance")
class ClusterRecordingIT {
  private static final double TICK_SECONDS = 15;

  /// Fast scale-in after the load is part of a recording; this is the slack until its last change.
  private static final double SETTLE_SECONDS = 20;

  /// What became of a recording here.
  ///
  /// @param refused requests that pods without a processor refused
  private record Replay(ReplicaLine desired, long refused) {
    boolean isLike(ReplicaLine cluster) {
      return refused == 0 && cluster.holds(desired, 2 * TICK_SECONDS, 2);
    }
  }

  static List<Path> recordings() throws Exception {
    String given = System.getProperty("recording", "base-heavy");
    Path kept = Path.of("src/test/resources/recordings", given + ".jsonl.gz");
    if (Files.exists(kept)) {
      return List.of(kept);
    }
    return List.of(Path.of(given).isAbsolute() ? Path.of(given) : Path.of("..").resolve(given));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void the_embedded_cluster_scales_as_the_real_one_did(Path file, @TempDir Path folder)
      throws Exception {
    Recording recording = Recording.read(file);
    ReplicaLine cluster = recording.desired();
    Replay embedded = replay(recording, Files.createDirectory(folder.resolve("first")));
    // It scales by the CPU that its pods get, and a machine may have other work for a while.
    for (int again = 1; again < 3 && !embedded.isLike(cluster); again++) {
      embedded = replay(recording, Files.createDirectory(folder.resolve("again" + again)));
    }
    System.out.println(file.getFileName());
    System.out.println("  cluster   " + cluster);
    System.out.println("  embedded  " + embedded.desired());
    System.out.println(
        "  within one tick and one replica: " + cluster.holds(embedded.desired(), TICK_SECONDS, 1));
    assertThat(embedded.isLike(cluster))
        .as("cluster: %s; embedded: %s", cluster, embedded)
        .isTrue();
  }

  private static Replay replay(Recording recording, Path folder) throws Exception {
    recording.manifests(folder);
    ReplicaLine embedded = new ReplicaLine();
    List<String> runs = new ArrayList<>();

    try (RunningLab lab = RunningLab.start(folder, Map.of())) {
      await("metrics")
          .atMost(Duration.ofMinutes(4))
          .until(() -> lab.state().at("hpa").has("currentUtilization"));
      long begun = System.nanoTime();
      double end = 0;
      for (Recording.Segment segment : recording.load()) {
        Json run =
            lab.startLoad(
                "rate=%s&cpuMillis=%s&duration=%s"
                    .formatted(
                        segment.ratePerSecond(),
                        recording.cpuMillis(),
                        Math.round(segment.seconds())));
        runs.add(run.text("id"));
        end += segment.seconds();
        observeUntil(end, begun, lab, embedded);
      }
      observeUntil(recording.desired().endSeconds() + SETTLE_SECONDS, begun, lab, embedded);
      List<Json> ended = runs.stream().map(lab::run).toList();
      assertThat(ended)
          .allSatisfy(
              run -> assertThat(run.at("failures").fields().keySet()).isSubsetOf("status-5xx"));
      return new Replay(embedded, ended.stream().mapToLong(run -> run.count("failed")).sum());
    }
  }

  private static void observeUntil(double seconds, long begun, RunningLab lab, ReplicaLine line)
      throws InterruptedException {
    while ((System.nanoTime() - begun) / 1e9 < seconds) {
      line.observe((System.nanoTime() - begun) / 1e9, lab.desired());
      Thread.sleep(200);
    }
  }
}
