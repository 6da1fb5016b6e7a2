package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.history.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void a_thousand_trials_are_there_after_a_restart_newest_first() {
    TrialStore store = store(16 << 20);
    for (int i = 0; i < 1_000; i++) {
      store.put("trial-" + i, headline("trial-" + i, "PASS"), headline("trial-" + i, "PASS"));
    }
    TrialStore again = store(16 << 20);
    assertThat(again.headlines()).hasSize(1_000);
    assertThat(again.headlines().getFirst()).containsEntry("id", "trial-999");
    assertThat(again.document("trial-500")).get().extracting("verdict").isEqualTo("PASS");
  }

  @Test
  void the_last_line_of_a_trial_counts_and_one_cut_short_does_not() throws IOException {
    TrialStore store = store(1 << 20);
    store.put("a", headline("a", null), headline("a", null));
    store.put("a", headline("a", "SLO_MISSED"), headline("a", "SLO_MISSED"));
    Files.writeString(
        folder.resolve("index.jsonl"), "{\"id\":\"a\",\"verd", StandardOpenOption.APPEND);
    assertThat(store(1 << 20).headlines())
        .singleElement()
        .satisfies(one -> assertThat(one).containsEntry("verdict", "SLO_MISSED"));
  }

  @Test
  void the_seconds_of_a_trial_are_read_back() {
    store(1 << 20).put("a", headline("a", "PASS"), headline("a", "PASS"));
    TrialStore store = store(1 << 20);
    List<Point> points = hour();
    store.putSeries("a", 1, points, List.of());
    assertThat(store(1 << 20).series("a", 1)).isEqualTo(points);
    assertThat(store.series("a", 2)).isEmpty();
    assertThat(store.series("unknown", 1)).isEmpty();
  }

  @Test
  void the_seconds_of_the_oldest_trials_go_when_there_is_no_room() throws IOException {
    long room = 1_500_000;
    TrialStore store = store(room);
    for (int i = 0; i < 4; i++) {
      store.put("t" + i, headline("t" + i, "PASS"), headline("t" + i, "PASS"));
      store.putSeries("t" + i, 1, hour(), List.of());
      assertThat(seconds()).isLessThanOrEqualTo(room);
    }
    assertThat(store.series("t3", 1)).isNotEmpty();
    assertThat(store.series("t0", 1)).isEmpty();
    assertThat(store.headlines()).hasSize(4);
  }

  @Test
  void without_any_seconds_left_the_oldest_trials_go_and_none_comes_back() {
    TrialStore store = store(60_000);
    for (int i = 0; i < 100; i++) {
      Map<String, Object> document = headline("t" + i, "PASS");
      document.put("file", "x".repeat(1_000));
      store.put("t" + i, headline("t" + i, "PASS"), document);
    }
    store.putSeries("t99", 1, List.of(), List.of());
    assertThat(store.headlines()).hasSizeBetween(40, 60);
    assertThat(store.headlines().getFirst()).containsEntry("id", "t99");
    assertThat(store.document("t0")).isEmpty();
    assertThat(store(60_000).headlines()).hasSameSizeAs(store.headlines());
  }

  @Test
  void what_ended_more_than_a_year_ago_is_forgotten_and_what_runs_is_not() {
    TrialStore store = store(1 << 20);
    for (int days : new int[] {400, 300}) {
      Map<String, Object> headline = headline("t" + days, "PASS");
      headline.put("endedAt", NOW.minus(Duration.ofDays(days)).toString());
      store.put("t" + days, headline, headline);
    }
    store.put("running", headline("running", null), headline("running", null));
    assertThat(store(1 << 20).headlines())
        .extracting(headline -> headline.get("id"))
        .containsExactly("running", "t300");
  }

  private TrialStore store(long room) {
    return new TrialStore(
        Optional.of(folder),
        new ObjectMapper(),
        new Retention(room, Duration.ofDays(365)),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Map<String, Object> headline(String id, String verdict) {
    Map<String, Object> headline = new LinkedHashMap<>();
    headline.put("id", id);
    headline.put("verdict", verdict);
    return headline;
  }

  private static List<Point> hour() {
    return LongStream.range(0, 3_600)
        .mapToObj(second ->
            new Point(
                second,
                Point.Traffic.NONE,
                new Point.Replicas(1, 1, 1, OptionalInt.of(1)),
                List.of(),
                50,
                0,
                List.of()))
        .toList();
  }

  private long seconds() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".points.jsonl"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
