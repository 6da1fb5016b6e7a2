package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.cli.api.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trials end to end with quick clocks: processes as pods, load over HTTP, a verdict.
@Tag("acceptance")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final String HEAVY =
      """
      name: short heavy
      load: {profile: heavy, duration: 60}
      slo: {missedWindows: 40 %}
      elasticity: {tauU: 80 %}
      settle: 40s
      """;

  @TempDir private Path folder;
  @TempDir private Path history;
  private Manifests manifests;

  @BeforeEach
  void prepare() throws IOException {
    manifests = Manifests.copyOfBase(folder).withQuickBehavior();
  }

  @Test
  void heavy_load_passes_by_a_capacity_that_was_measured() throws Exception {
    try (RunningLab lab = start()) {
      Json trial = valid(lab, HEAVY);
      if (isVoid(trial)) {
        return;
      }
      assertThat(trial.text("verdict")).as("%s", trial).isEqualTo("PASS");
      assertThat(trial.at("calibration").number("requestsPerSecond")).isBetween(5.0, 60.0);
      assertThat(trial.at("scorecard").at("replicas").number("max")).isGreaterThan(3);
      assertThat(lab.report(trial.text("id") + ".html")).startsWith("<!doctype html>");
      assertThat(lab.report(trial.text("id") + ".xml")).contains("failures=\"0\"");
      assertThat(lab.report(trial.text("id") + ".csv").lines().count()).isGreaterThan(60);
    }
  }

  @Test
  void three_starved_replicas_miss_the_slo_at_their_maximum() throws Exception {
    String starved = HEAVY + "capacity: 28\nhpa: {maxReplicas: 3}\ntarget: {cpuLimit: 100m}\n";
    try (RunningLab lab = start()) {
      Json trial = valid(lab, starved);
      if (isVoid(trial)) {
        return;
      }
      assertThat(trial.text("verdict")).as("%s", trial).isIn("SLO_MISSED", "ELASTICITY_MISSED");
      assertThat(trial.count("exitCode")).isIn(2L, 3L);
      assertThat(trial.items("findings"))
          .as("%s", trial)
          .anyMatch(finding -> finding.text("kind").equals("at-max"));
    }
  }

  @Test
  void a_load_tester_that_is_killed_voids_the_trial() throws Exception {
    try (RunningLab lab = start()) {
      String id = lab.startTrial(HEAVY + "capacity: 28\n");
      await().atMost(PATIENCE).until(() -> lab.trial(id).text("state").equals("LOADING"));
      Thread.sleep(Duration.ofSeconds(5));
      lab.loadTesterProcess().destroyForcibly();
      Json trial = ended(lab, id);
      assertThat(trial.text("verdict")).as("%s", trial).isEqualTo("INVALID");
      assertThat(trial.count("exitCode")).isEqualTo(5);
    }
  }

  @Test
  void a_controller_that_is_killed_loses_no_second_that_was_recorded() throws Exception {
    String id;
    long recorded;
    try (RunningLab lab = start()) {
      id = lab.startTrial(HEAVY + "capacity: 28\n");
      await().atMost(PATIENCE).until(() -> lab.trial(id).text("state").equals("LOADING"));
      Thread.sleep(Duration.ofSeconds(10));
      recorded = lab.recordedSecond();
      lab.controllerProcess().destroyForcibly();
    }
    try (RunningLab lab = start()) {
      Json trial = lab.trial(id);
      assertThat(trial.text("verdict")).as("%s", trial).isEqualTo("INTERRUPTED");
      assertThat(Instant.parse(trial.text("endedAt")).getEpochSecond())
          .isGreaterThanOrEqualTo(recorded);
      assertThat(lab.report(id + ".csv").lines().count()).isGreaterThan(10);
    }
  }

  /// Each capacity is one of a real process that gets a tenth of a processor.
  @Test
  void half_the_work_per_request_doubles_the_capacity() throws Exception {
    try (RunningLab lab = start()) {
      double whole = capacity(lab, 10);
      double half = capacity(lab, 5);
      String figures =
          "one replica carries %.1f requests/s of 10 CPU-ms and %.1f of 5: %.2f times as many"
              .formatted(whole, half, half / whole);
      System.out.println("Calibration: " + figures);
      assertThat(half / whole).as(figures).isBetween(1.5, 2.6);
    }
  }

  private static double capacity(RunningLab lab, int cpuMillis) {
    Json trial =
        valid(
            lab,
            "name: work of %1$d\nload: {rate: 2, duration: 10, cpuMillis: %1$d}\nslo: {missedWindows: 100 %%}\nsettle: 0\n"
                .formatted(cpuMillis));
    assertThat(trial.at("calibration").flag("given")).as("%s", trial).isFalse();
    return trial.at("calibration").number("requestsPerSecond");
  }

  @Test
  void a_controller_that_is_killed_while_it_calibrates_leaves_no_copy_behind() throws Exception {
    try (RunningLab lab = start()) {
      String id = lab.startTrial(HEAVY);
      List<ProcessHandle> before = lab.podProcesses();
      await()
          .atMost(PATIENCE)
          .until(() ->
              lab.trial(id).text("text").startsWith("Calibrates")
                  && lab.podProcesses().size() > before.size());
      List<ProcessHandle> pods = lab.podProcesses();
      lab.controllerProcess().destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> pods.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void an_autoscaler_that_a_trial_changed_is_as_before_after_the_controller_was_killed()
      throws Exception {
    try (RunningLab lab = start()) {
      String id = lab.startTrial(HEAVY + "capacity: 28\nhpa: {maxReplicas: 3}\n");
      await().atMost(PATIENCE).until(() -> lab.state().at("workload").count("max") == 3);
      await().atMost(PATIENCE).until(() -> lab.trial(id).text("state").equals("LOADING"));
      lab.controllerProcess().destroyForcibly();
    }
    try (RunningLab lab = start()) {
      assertThat(lab.state().at("workload").count("max")).isEqualTo(10);
    }
  }

  private RunningLab start() {
    return RunningLab.start(
        manifests.folder(),
        Map.of(
            "BELLOWS_LOOP_INTERVAL", "PT2S",
            "BELLOWS_LOCAL_METRIC_RESOLUTION", "PT2S",
            "BELLOWS_CALIBRATION_WARM_UP", "PT5S",
            "BELLOWS_CALIBRATION_STEP", "PT5S",
            "BELLOWS_CALIBRATION_CONFIRM", "PT10S",
            "BELLOWS_HISTORY_FOLDER", history.toString()));
  }

  /// The trial, run again where the machine had no processor for the load generator: that voids a
  /// trial, and says nothing about the target.
  private static Json valid(RunningLab lab, String file) {
    Json trial = ended(lab, lab.startTrial(file));
    for (int again = 0; again < 3 && trial.text("verdict").equals("INVALID"); again++) {
      trial = ended(lab, lab.startTrial(file));
    }
    return trial;
  }

  /// Whether the machine never had a processor for the load generator. Nothing can be said of the
  /// target then, and just that is the verdict.
  private static boolean isVoid(Json trial) {
    if (!trial.text("verdict").equals("INVALID")) {
      return false;
    }
    assertThat(trial.text("because"))
        .contains("The load generator")
        .doesNotContain("vanished", "restarted");
    assertThat(trial.count("exitCode")).isEqualTo(5);
    return true;
  }

  private static Json ended(RunningLab lab, String id) {
    await(id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> lab.trial(id).text("state").equals("DONE"));
    return lab.trial(id);
  }
}
