package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus with the scrape config of this repository scrapes real services, and every
/// rule says what the services' own APIs say.
@Tag("acceptance")
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PrometheusIT {

  private static final int RATE = 20;
  private static final int SECONDS = 30;
  private static final int TRIES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;
  private RunningService loadTester;
  private RunningService controller;
  private RunningService prometheus;

  @BeforeEach
  void start() throws IOException {
    int target = RunningService.freePort();
    loadTester =
        RunningService.ofModule(
            "load-tester",
            RunningService.freePort(),
            folder,
            Map.of("BELLOWS_LOAD_TARGET", "http://127.0.0.1:" + target));
    controller =
        RunningService.ofModule(
            "controller",
            RunningService.freePort(),
            folder,
            Map.of(
                "BELLOWS_HOME", Repository.file("").toString(),
                "BELLOWS_LOCAL_SERVICE_PORT", String.valueOf(target),
                "BELLOWS_HISTORY_FOLDER", folder.resolve("history").toString(),
                "BELLOWS_LOAD_TESTERS", "http://127.0.0.1:" + loadTester.port()));
    await("first pod")
        .atMost(PATIENCE)
        .until(() -> controller.get("/api/state").at("/workload/ready").asInt() == 1);
    prometheus = prometheus(target);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (RunningService service : new RunningService[] {prometheus, controller, loadTester}) {
      if (service != null) {
        service.close();
      }
    }
  }

  @Test
  void every_rule_says_what_the_services_say() throws IOException {
    await("targets")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(query("count(up == 1)")).hasValue(3));
    // The counters of a load tester begin with its first request; a rate needs them to have begun.
    awaitEnd(run("/load?rate=1&duration=1&cpuMillis=1&arrivals=even"));
    await("the counters")
        .atMost(PATIENCE)
        .until(() -> query("bellows:load_answered:rate1m").isPresent());
    for (int left = TRIES - 1; ; left--) {
      try {
        everyRuleSaysWhatTheServicesSayOfARun();
        break;
      } catch (AssertionError | ConditionTimeoutException disturbed) {
        // Rates over a minute, scraped every few seconds, are off where the machine stood still.
        if (left == 0) {
          throw disturbed;
        }
        await("a quiet minute")
            .atMost(PATIENCE)
            .until(() -> value("bellows:load_answered:rate1m") == 0);
      }
    }
    everyAlertHasSomethingToLookAt();
  }

  private void everyRuleSaysWhatTheServicesSayOfARun() {
    String run =
        run("/load?rate=%d&duration=%d&cpuMillis=1&arrivals=even".formatted(RATE, SECONDS));
    await("what changes by the second")
        .atMost(Duration.ofSeconds(SECONDS - 5))
        .untilAsserted(() -> {
          JsonNode now = loadTester.get("/runs/" + run);
          assertThat(value("bellows:load_target:rate"))
              .isEqualTo(now.get("targetRate").asDouble(), offset(1e-6));
          assertThat(value("bellows:load_achieved:rate"))
              .isCloseTo(now.get("achievedRate").asDouble(), within(2.0));
          double cpu = controller.get("/api/pods").get(0).get("cpuMillicores").asDouble();
          assertThat(cpu).isPositive();
          assertThat(value("bellows:pod_cpu_millicores:avg")).isCloseTo(cpu, withinPercentage(20));
        });
    awaitEnd(run);
    await("the end of the run")
        .untilAsserted(() -> assertThat(value("bellows:load_target:rate")).isZero());

    // All of the run lies within the last minute, and maybe the one request before it.
    JsonNode done = loadTester.get("/runs/" + run);
    assertThat(done.get("answered").asInt()).isPositive();
    assertThat(value("bellows:load_answered:rate1m") * 60)
        .isCloseTo(done.get("answered").asDouble(), withinPercentage(12));
    assertThat(value("bellows:load_failed:ratio1m") * done.get("sent").asDouble())
        .isCloseTo(done.get("failed").asDouble(), within(0.5));
    assertThat(value("bellows:load_dropped:rate1m") * 60)
        .isCloseTo(done.get("dropped").asDouble(), within(0.5));
    // A rung of the histogram's ladder is a quarter wide.
    assertThat(value("bellows:load_corrected_latency_seconds:p95_1m") * 1000)
        .isCloseTo(done.at("/latency/corrected/p95").asDouble(), withinPercentage(35));
    assertThat(value("bellows:load_schedule_lag_seconds:p99_1m")).isBetween(0.0, 1.0);

    JsonNode workload = controller.get("/api/state").get("workload");
    assertThat(value("bellows:replicas_missing:count"))
        .isEqualTo(workload.get("desired").asDouble() - workload.get("ready").asDouble());
    assertThat(value("bellows:replicas_changes:count10m")).isEqualTo(changes());
  }

  /// Decisions that changed the number of replicas, as the controller tells them.
  private double changes() {
    double changes = 0;
    for (JsonNode decision : controller.get("/api/decisions")) {
      changes += decision.get("from").asInt() == decision.get("to").asInt() ? 0 : 1;
    }
    return changes;
  }

  /// An alert whose expression finds no series never fires, however bad things are.
  private void everyAlertHasSomethingToLookAt() throws IOException {
    for (Manifest rule : PrometheusRulesTest.rules()) {
      String expression = rule.text("expr");
      if (rule.find("alert").isPresent() && !expression.startsWith("kube_")) {
        String watched = expression.replaceAll(" [<>] [0-9.]+", "");
        assertThat(watched).isNotEqualTo(expression);
        assertThat(query(watched)).as(expression).isPresent();
      }
    }
    assertThat(query("ALERTS{alertname=\"BellowsServiceDown\"}")).isEmpty();
  }

  private RunningService prometheus(int target) throws IOException {
    Path plain = Repository.file("k8s/components/prometheus/plain");
    Files.copy(plain.resolve("rules.yaml"), folder.resolve("rules.yaml"));
    Path config = folder.resolve("prometheus.yaml");
    Files.writeString(
        config,
        Files.readString(plain.resolve("local.yaml"))
            .replace("127.0.0.1:31003", "127.0.0.1:" + controller.port())
            .replace("127.0.0.1:31004", "127.0.0.1:" + loadTester.port())
            .replace("127.0.0.1:31005", "127.0.0.1:" + target));
    int port = RunningService.freePort();
    return RunningService.start(
        new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port),
        port,
        folder.resolve("prometheus.log"),
        "/-/ready");
  }

  private String run(String load) {
    return loadTester.get(load).get("id").asText();
  }

  /// INVALID is an end, too: a busy machine may not let the load tester keep its schedule, and then
  /// the figures still have to agree.
  private void awaitEnd(String run) {
    await("end of " + run)
        .atMost(PATIENCE)
        .until(() -> !loadTester.get("/runs/" + run).get("state").asText().equals("RUNNING"));
  }

  private double value(String expression) {
    return query(expression)
        .orElseThrow(() -> new AssertionError("Prometheus has no value of " + expression));
  }

  private OptionalDouble query(String expression) {
    JsonNode result =
        prometheus
            .get("/api/v1/query?query=" + RunningService.encoded(expression))
            .at("/data/result");
    return result.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(result.get(0).at("/value/1").asDouble());
  }
}
