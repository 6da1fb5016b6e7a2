package dev.bellows.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The packaged controller with three packaged load testers.
@Tag("acceptance")
@Timeout(900)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FleetIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /// Longer than a machine stands still, or a controller that leads would seem to be gone.
  private static final String LEASE = "12";

  private CountingTarget target;
  private List<PackagedService> testers;

  @BeforeEach
  void start() throws IOException {
    target = new CountingTarget();
    testers = List.of(tester(), tester(), tester());
  }

  @AfterEach
  void end() {
    testers.forEach(PackagedService::close);
    target.close();
  }

  /// One story, because starting four processes is what takes the time.
  @Test
  void three_load_testers_are_one_until_one_is_killed_and_stop_when_nobody_leads_them()
      throws IOException {
    String whole;
    String unled;
    try (PackagedController controller = controller(LEASE + "s")) {
      whole = start(controller, "rate=120&duration=2&arrivals=even");
      await().atMost(PATIENCE).until(() -> !state(controller, whole).equals("RUNNING"));
      assertMergedWithoutLoss(controller, whole);

      String broken = start(controller, "rate=90&duration=120&arrivals=even");
      await().atMost(PATIENCE).until(() -> run(controller, broken).path("answered").asLong() > 60);
      testers.get(1).close();
      await().atMost(PATIENCE).until(() -> state(controller, broken).equals("INVALID"));
      assertMissing(controller, broken);

      unled = start(controller, "rate=20&duration=120");
      await().atMost(PATIENCE).until(() -> run(controller, unled).path("answered").asLong() > 5);
      assertThat(run(controller, unled).path("testers")).hasSize(2);
      controller.process().destroyForcibly();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          for (int part : List.of(0, 1)) {
            JsonNode run = testers.get(2 * part).get("/runs/" + unled + "-" + part);
            assertThat(run.path("state").asText()).isEqualTo("STOPPED");
            assertThat(run.path("stoppedBecause").asText())
                .isEqualTo("its lease ran out: nobody renewed it for %s s".formatted(LEASE));
          }
        });
  }

  @Test
  void a_restarted_controller_leads_a_run_on_without_a_gap() throws IOException {
    String id;
    try (PackagedController controller = controller("30s")) {
      id = start(controller, "rate=60&duration=30&arrivals=even");
      await().atMost(PATIENCE).until(() -> run(controller, id).path("answered").asLong() > 120);
      controller.process().destroyForcibly();
    }
    try (PackagedController controller = controller("30s")) {
      await().atMost(PATIENCE).until(() -> state(controller, id).equals("RUNNING"));
      await().atMost(PATIENCE).until(() -> !state(controller, id).equals("RUNNING"));
      JsonNode run = run(controller, id);
      assertThat(run.path("scheduled").asLong()).isEqualTo(1_800);
      assertThat(run.path("missing").asLong()).isZero();
      assertThat(histogram(controller.text("/api/load/runs/" + id + "/histogram")))
          .isEqualTo(sum(id));
      assertThat(controller.text("/api/load/runs/" + id + "/seconds").lines().skip(1))
          .map(row -> row.split(",")[0])
          .startsWith("0", "1", "2")
          .hasSizeGreaterThanOrEqualTo(30);
    }
  }

  @Test
  void a_change_of_intensity_holds_for_all_and_the_offered_load_is_what_was_asked_for()
      throws IOException {
    try (PackagedController controller = controller("30s")) {
      String id = start(controller, "intensity=20&type=http&duration=20&arrivals=even");
      double rate = run(controller, id).path("targetRate").asDouble();
      await().atMost(PATIENCE).until(() -> run(controller, id).path("answered").asLong() > 300);
      controller.send("PATCH", "/api/load/runs/" + id + "?intensity=40");
      await()
          .atMost(PATIENCE)
          .until(() -> run(controller, id).path("targetRate").asDouble() > rate * 1.99);
      await().atMost(PATIENCE).until(() -> !state(controller, id).equals("RUNNING"));
      long planned = testers.stream().mapToLong(tester -> planned(tester, id)).sum();
      JsonNode run = run(controller, id);
      assertThat(run.path("scheduled").asLong()).isBetween(planned - 2, planned + 2);
      assertThat(planned).isBetween((long) (rate * 22), (long) (rate * 38));
      assertThat(target.requests()).isEqualTo(run.path("sent").asLong());
    }
  }

  private long planned(PackagedService tester, String id) {
    int part = testers.indexOf(tester);
    return tester.get("/runs/" + id + "-" + part + "/intervals").path("planned").asLong();
  }

  private void assertMergedWithoutLoss(PackagedController controller, String id)
      throws IOException {
    JsonNode run = run(controller, id);
    assertThat(run.path("state").asText()).isIn("DONE", "INVALID");
    assertThat(run.path("invalidBecause").asText()).doesNotContain("missing");
    assertThat(run.path("scheduled").asLong()).isEqualTo(240);
    assertThat(run.path("sent").asLong() + run.path("dropped").asLong()).isEqualTo(240);
    assertThat(run.path("missing").asLong()).isZero();
    assertThat(run.path("answered").asLong()).isEqualTo(target.requests());
    assertThat(run.path("pods").path("stub").asLong()).isEqualTo(target.requests());
    assertThat(run.path("testers")).hasSize(3);
    assertThat(testers)
        .map(tester -> tester.get("/runs/" + id + "-" + testers.indexOf(tester)))
        .allSatisfy(part -> {
          assertThat(part.path("scheduled").asLong()).isEqualTo(80);
          assertThat(part.path("startedAt")).isEqualTo(run.path("startedAt"));
        });
    Map<String, Histogram> merged =
        histogram(controller.text("/api/load/runs/" + id + "/histogram"));
    assertThat(merged).isEqualTo(sum(id));
    assertThat(merged.get("corrected").getTotalCount()).isEqualTo(run.path("answered").asLong());
    assertThat(run.path("latency").path("corrected").path("p99").asDouble())
        .isEqualTo(merged.get("corrected").getValueAtPercentile(99) / 1e3);
    String[] last =
        controller
            .text("/api/load/runs/" + id + "/seconds")
            .lines()
            .reduce((one, next) -> next)
            .orElseThrow()
            .split(",");
    assertThat(last[3]).isEqualTo("240");
  }

  private void assertMissing(PackagedController controller, String id) {
    await().atMost(PATIENCE).until(() -> Stream.of(0, 2).allMatch(part -> isComplete(part, id)));
    JsonNode told = run(controller, id);
    assertThat(told.path("testers").path(1).path("state").asText()).isEqualTo("MISSING");
    assertThat(told.path("testers").path(1).has("missingSince")).isTrue();
    assertThat(controller.get("/api/events"))
        .filteredOn(event -> event.path("reason").asText().equals("LoadTesterLost"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.path("object").asText()).isEqualTo("run/" + id);
          assertThat(event.path("message").asText()).contains("" + testers.get(1).address());
        });
    // The others tell how many were due in each share; they end one after the other.
    List<JsonNode> healthy =
        Stream.of(0, 2).map(part -> testers.get(part).get("/runs/" + id + "-" + part)).toList();
    assertThat(healthy)
        .allSatisfy(part -> {
          assertThat(part.path("scheduled").asLong()).isPositive();
          assertDueEverySecond(part);
        });
    LongSummaryStatistics shares =
        healthy.stream().mapToLong(part -> part.path("scheduled").asLong()).summaryStatistics();
    // The controller hears of their last moments a little later.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode run = run(controller, id);
          long missing = run.path("missing").asLong();
          assertThat(missing).isPositive();
          assertThat(run.path("scheduled").asLong() + missing)
              .isEqualTo(shares.getSum() + shares.getMax());
          assertThat(run.path("invalidBecause").asText())
              .contains(
                  "the load tester at %s is gone".formatted(testers.get(1).address()),
                  String.format(Locale.ROOT, "%,d arrivals of its share are missing", missing));
        });
  }

  /// Whether a part is over with its last request.
  private boolean isComplete(int part, String id) {
    String path = "/runs/" + id + "-" + part + "/intervals";
    return testers.get(part).get(path).path("complete").asBoolean();
  }

  /// Of 30 requests/s, none of them too early, too late or left out until the part was stopped.
  private void assertDueEverySecond(JsonNode part) {
    String id = part.path("id").asText();
    int number = Integer.parseInt(id.substring(id.length() - 1));
    List<Long> scheduled =
        testers
            .get(number)
            .text("/runs/" + id + "/seconds")
            .lines()
            .skip(1)
            .map(row -> Long.valueOf(row.split(",")[3]))
            .toList();
    long all = part.path("scheduled").asLong();
    assertThat(scheduled).last().isEqualTo(all);
    for (int second = 0; second < scheduled.size(); second++) {
      long due = Math.min(30L * (second + 1), all);
      assertThat(scheduled.get(second)).isBetween(due - 1, due + 1);
    }
  }

  private Map<String, Histogram> sum(String id) throws IOException {
    StringBuilder logs = new StringBuilder();
    for (PackagedService tester : testers) {
      logs.append(tester.text("/runs/" + id + "-" + testers.indexOf(tester) + "/histogram"));
    }
    return histogram(logs.toString());
  }

  /// All lines of a log added up, by their tag.
  private static Map<String, Histogram> histogram(String log) throws IOException {
    HistogramLogReader reader =
        new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    Map<String, Histogram> sums =
        Stream.of("corrected", "service")
            .collect(Collectors.toMap(tag -> tag, tag -> new Histogram(3)));
    while (reader.hasNext()) {
      Histogram line = (Histogram) reader.nextIntervalHistogram();
      if (line != null) {
        sums.get(line.getTag()).add(line);
      }
    }
    return sums;
  }

  private static PackagedService tester() throws IOException {
    return new PackagedService("load-tester", Map.of("BELLOWS_EXIT_WITH_PARENT", "true"));
  }

  private PackagedController controller(String lease) throws IOException {
    return PackagedController.start(
        Map.of(
            "BELLOWS_LOCAL_POD_COMMAND",
            "cat",
            "BELLOWS_LOAD_LEASE",
            lease,
            "BELLOWS_LOAD_TESTERS",
            testers.stream()
                .map(tester -> tester.address().toString())
                .collect(Collectors.joining(","))));
  }

  private String start(PackagedController controller, String query) {
    JsonNode run = controller.post("/api/load?" + query + "&target=" + target.address());
    assertThat(run.path("id").asText()).as(run.toString()).isNotBlank();
    return run.path("id").asText();
  }

  private static JsonNode run(PackagedController controller, String id) {
    return controller.get("/api/load/runs/" + id);
  }

  private static String state(PackagedController controller, String id) {
    return run(controller, id).path("state").asText();
  }
}
