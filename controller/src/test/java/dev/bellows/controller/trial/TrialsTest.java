package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Point;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialsTest {
  private static final long NOON = 1_763_812_800;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FILE =
      """
      name: Calm one
      load: {rate: 35, duration: 20}
      capacity: 40
      """;

  private static final String ENDLESS = FILE.replace("duration: 20", "duration: 9000000");
  private static final Retention RETENTION = new Retention(1 << 20, Duration.ofDays(365));

  @TempDir private Path folder;
  private final ObjectMapper json = new ObjectMapper();
  private final History history = new History(Optional.empty(), NOON + 40);
  private final List<String> alarms = new ArrayList<>();

  @Test
  void a_trial_runs_to_its_verdict_and_is_there_after_a_restart() {
    String id;
    try (Trials trials = trials()) {
      id = String.valueOf(trials.submit(FILE, Optional.of(2)).get("id"));
      assertThat(id).startsWith("calm-one-20251122-120100");
      await()
          .atMost(PATIENCE)
          .until(() -> "PASS".equals(trials.find(id).orElseThrow().get("verdict")));
      assertThat(trials.series(id, 1)).hasSizeGreaterThan(20);
      assertThat(trials.series(id, 2)).hasSizeGreaterThan(20);
    }
    try (Trials again = trials()) {
      assertThat(again.list(10))
          .singleElement()
          .satisfies(one -> assertThat(one).containsEntry("id", id).containsEntry("exitCode", 0));
      assertThat(again.find(id).orElseThrow()).containsKey("scorecard");
      assertThat(again.stop(id)).isFalse();
    }
  }

  @Test
  void what_ran_when_the_controller_died_is_interrupted_with_all_that_was_recorded() {
    Trial running = new Trial("heavy-1", TrialFileReader.read(FILE), Instant.ofEpochSecond(NOON));
    running.begin(Instant.ofEpochSecond(NOON), Map.of());
    running.goOn(Phase.LOADING, "Loads.");
    new TrialStore(
            Optional.of(folder),
            json,
            RETENTION,
            Clock.fixed(Instant.ofEpochSecond(NOON), ZoneOffset.UTC))
        .put("heavy-1", running.headline(), running.document());
    for (long second = NOON; second < NOON + 30; second++) {
      history.add(point(second));
    }
    // What this controller records itself is no part of a trial that the one before it ran.
    history.add(point(NOON + 40));
    try (Trials trials = trials()) {
      Map<String, Object> found = trials.find("heavy-1").orElseThrow();
      assertThat(found)
          .containsEntry("verdict", "INTERRUPTED")
          .containsEntry("exitCode", 5)
          .containsEntry("endedAt", "2025-11-22T12:00:29Z");
      assertThat(trials.series("heavy-1", 1)).hasSize(30);
    }
  }

  @Test
  void what_runs_when_the_controller_ends_in_order_is_interrupted_likewise() {
    String id;
    for (long second = NOON; second < NOON + 90; second++) {
      history.add(point(second));
    }
    try (Trials trials = trials()) {
      id = String.valueOf(trials.submit(ENDLESS, Optional.empty()).get("id"));
      await()
          .atMost(PATIENCE)
          .until(() -> "LOADING".equals(trials.find(id).orElseThrow().get("state")));
    }
    try (Trials again = trials()) {
      assertThat(again.find(id).orElseThrow())
          .containsEntry("verdict", "INTERRUPTED")
          .containsEntry("because", "The controller ended while the trial ran.")
          .hasEntrySatisfying("calibration", known -> assertThat(known).isNotNull());
    }
  }

  @Test
  void a_flawed_file_is_refused_and_leaves_nothing() {
    try (Trials trials = trials()) {
      assertThatThrownBy(() -> trials.submit("name: a", Optional.empty()))
          .isInstanceOf(TrialFileException.class);
      assertThat(trials.list(10)).isEmpty();
    }
  }

  @Test
  void an_autoscaler_that_no_api_server_would_take_is_refused_with_its_line() {
    try (Trials trials = trials()) {
      assertThatThrownBy(() -> trials.submit(FILE + "hpa:\n  minReplicas: 20\n", Optional.empty()))
          .isInstanceOf(TrialFileException.class)
          .hasMessageStartingWith("line 5, hpa.");
      assertThatThrownBy(() -> trials.submit(FILE + "hpa:\n  maxReplica: 3\n", Optional.empty()))
          .isInstanceOf(TrialFileException.class)
          .hasMessageStartingWith("line 5, hpa.maxReplica: ");
      assertThatThrownBy(
              () -> trials.submit(FILE + "hpa: {spec: {maxReplicas: 900}}\n", Optional.empty()))
          .hasMessageStartingWith("line 4, hpa.spec.maxReplicas: must be from 1 to 50");
      assertThat(trials.list(10)).isEmpty();
    }
  }

  @Test
  void one_that_comes_out_worse_than_the_last_ones_is_an_alarm() {
    try (Trials trials = trials()) {
      for (String rate : List.of("rate: 35", "rate: 35", "rate: 150")) {
        String id =
            String.valueOf(
                trials.submit(FILE.replace("rate: 35", rate), Optional.empty()).get("id"));
        await().until(() -> "DONE".equals(trials.find(id).orElseThrow().get("state")));
        await().until(() -> !trials.isUnderWay("Calm one"));
      }
      assertThat(alarms)
          .singleElement()
          .asString()
          .contains("it passed the last time", "Time with too few replicas: ");
      assertThat(trials.list(1).getFirst().get("regression")).isEqualTo(alarms.getFirst());
    }
  }

  @Test
  void one_that_is_asked_to_stop_is_interrupted() {
    try (Trials trials = trials()) {
      String id = String.valueOf(trials.submit(ENDLESS, Optional.empty()).get("id"));
      await()
          .atMost(PATIENCE)
          .until(() -> "LOADING".equals(trials.find(id).orElseThrow().get("state")));
      assertThat(trials.stop(id)).isTrue();
      await()
          .atMost(PATIENCE)
          .until(() -> "INTERRUPTED".equals(trials.find(id).orElseThrow().get("verdict")));
    }
  }

  private Trials trials() {
    return new Trials(
        new TrialRunner(
            new FakeBench(), new Calibrations(Optional.empty(), json, new QuickCalibration())),
        Optional.of(folder),
        RETENTION,
        history,
        json,
        Clock.fixed(Instant.ofEpochSecond(NOON + 60), ZoneOffset.UTC),
        (object, sentence) -> alarms.add(sentence));
  }

  private static Point point(long second) {
    return new Point(
        second,
        Point.Traffic.NONE,
        new Point.Replicas(1, 1, 1, OptionalInt.of(1)),
        List.of(),
        50,
        0,
        List.of());
  }
}
