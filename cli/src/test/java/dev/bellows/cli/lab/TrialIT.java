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

  /// A few requests a second on a few pods: a generator that is late for these is late for any.
  private static final String CALM =
      """
      name: calm
      load: {rate: 8, cpuMillis: 10, duration: 40}
      slo: {missedWindows: 50 %}
      elasticity: {tauU: 80 %}
      settle: 40s
      """;

  private static final Map<String, Long> EXIT_CODES =
      Map.of("PASS", 0L, "SLO_MISSED", 2L, "ELASTICITY_MISSED", 3L, "INVALID", 5L);

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
      Json trial = judged(lab, HEAVY, HEAVY, CALM, CALM);
      assertThat(trial.text("verdict")).as("%s", trial).isIn("PASS", "INVALID");
      if (trial.text("verdict").equals("PASS")) {
        assertThat(trial.at("calibration").number("requestsPerSecond")).isBetween(1.0, 60.0);
        assertThat(trial.at("scorecard").at("replicas").number("max"))
            .isGreaterThan(trial.text("name").equals("calm") ? 1 : 3);
        assertThat(lab.report(trial.text("id") + ".csv").lines().count()).isGreaterThan(30);
      }
    }
  }

  @Test
  void starved_replicas_miss_the_slo_at_their_maximum() throws Exception {
    String heavy = HEAVY + "capacity: 28\nhpa: {maxReplicas: 3}\ntarget: {cpuLimit: 100m}\n";
    String calm =
        CALM.replace("rate: 8, cpuMillis: 10", "rate: 12, cpuMillis: 20")
            + "capacity: 5\nhpa: {maxReplicas: 2}\ntarget: {cpuLimit: 100m}\n";
    try (RunningLab lab = start()) {
      Json trial = judged(lab, heavy, heavy, calm, calm);
      assertThat(trial.text("verdict"))
          .as("%s", trial)
          .isIn("SLO_MISSED", "ELASTICITY_MISSED", "INVALID");
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
    String file =
        "name: work of %1$d\nload: {rate: 2, duration: 10, cpuMillis: %1$d}\nslo: {missedWindows: 100 %%}\nsettle: 0\n"
            .formatted(cpuMillis);
    Json trial = ended(lab, lab.startTrial(file));
    for (int again = 0; again < 3 && !trial.has("calibration"); again++) {
      System.out.println("TrialIT: no capacity: " + trial.text("noCapacityBecause"));
      trial = ended(lab, lab.startTrial(file));
    }
    assertThat(trial.has("calibration")).as("%s", trial).isTrue();
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

  /// The trial of the first file that says something of the target. A machine without a processor
  /// for the load generator voids one after the other, and the last of them is given: its verdict
  /// is about the generator, and that is judged.
  private static Json judged(RunningLab lab, String... files) {
    Json trial = Json.EMPTY;
    for (String file : files) {
      trial = ended(lab, lab.startTrial(file));
      assertThat(trial.count("exitCode"))
          .as("%s", trial)
          .isEqualTo(EXIT_CODES.get(trial.text("verdict")));
      assertTold(lab, trial);
      if (!trial.text("verdict").equals("INVALID")) {
        break;
      }
      System.out.println("TrialIT: a void trial: " + trial.text("because"));
      assertGeneratorWasLate(lab, trial);
    }
    return trial;
  }

  /// People and CI are told the same verdict.
  private static void assertTold(RunningLab lab, Json trial) {
    String junit = lab.report(trial.text("id") + ".xml");
    switch (trial.text("verdict")) {
      case "PASS" -> assertThat(junit).contains("failures=\"0\" errors=\"0\"");
      case "INVALID" -> assertThat(junit).contains("failures=\"0\" errors=\"1\"");
      default -> assertThat(junit).containsPattern("failures=\"[1-9]\\d*\" errors=\"0\"");
    }
    assertThat(lab.report(trial.text("id") + ".html")).startsWith("<!doctype html>");
  }

  /// What voids a trial here must be true: the load tester's own record shows the three seconds in
  /// a row for which it was late. That it had to wait for a processor, or was late while it
  /// calibrated, is in no record that is kept.
  private static void assertGeneratorWasLate(RunningLab lab, Json trial) {
    String because = trial.text("because");
    assertThat(because)
        .containsPattern("The load generator could not (keep its schedule|calibrate): ")
        .containsAnyOf("the p99 of its lag was over 10 ms", "was short of CPU");
    if (because.contains("was short of CPU") || trial.items("results").isEmpty()) {
      return;
    }
    String run = trial.items("results").getLast().text("run");
    List<String> rows = lab.get("/api/load/runs/%s/seconds".formatted(run)).lines().toList();
    int lag = List.of(rows.getFirst().split(",")).indexOf("lagP99");
    int late = 0;
    int most = 0;
    for (String row : rows.subList(1, rows.size())) {
      late = Double.parseDouble(row.split(",")[lag]) >= 10 ? late + 1 : 0;
      most = Math.max(most, late);
    }
    assertThat(most).as("%s\n%s", because, String.join("\n", rows)).isGreaterThanOrEqualTo(3);
  }

  private static Json ended(RunningLab lab, String id) {
    await(id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> lab.trial(id).text("state").equals("DONE"));
    return lab.trial(id);
  }
}
