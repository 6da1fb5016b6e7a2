package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SchedulesTest {
  private static final String NIGHTLY =
      "name: nightly\nload: {rate: 35, duration: 20}\ncapacity: 40\ncron: \"0 3 * * *\"\n";

  @TempDir private Path folder;
  private final Hand clock = new Hand(Instant.parse("2026-11-22T02:58:30Z"));
  private final Trials trials = trials();

  @Test
  void a_trial_runs_in_the_minute_that_its_cron_names_and_in_no_other() {
    try (Schedules schedules = schedules()) {
      assertThat(schedules.add(NIGHTLY).orElseThrow())
          .containsEntry("next", "2026-11-22T03:00:00Z");
      clock.now = Instant.parse("2026-11-22T02:59:50Z");
      schedules.look();
      assertThat(trials.list(10)).isEmpty();
      for (int second = 5; second < 60; second += 20) {
        clock.now = Instant.parse("2026-11-22T03:00:00Z").plusSeconds(second);
        schedules.look();
      }
      assertThat(trials.list(10)).hasSize(1);
      assertThat(schedules.list().getFirst()).containsEntry("next", "2026-11-23T03:00:00Z");
    }
  }

  @Test
  void one_that_goes_on_is_not_started_again() {
    try (Schedules schedules = schedules()) {
      schedules.add(
          NIGHTLY.replace("0 3 * * *", "* * * * *").replace("duration: 20", "duration: 9000000"));
      for (int minute = 0; minute < 3; minute++) {
        clock.now = clock.now.plusSeconds(60);
        schedules.look();
      }
      assertThat(trials.list(10)).hasSize(1);
      trials.stop(String.valueOf(trials.list(1).getFirst().get("id")));
      await().atMost(Duration.ofSeconds(30)).until(() -> !trials.isUnderWay("nightly"));
    }
  }

  @Test
  void schedules_survive_a_restart_and_a_file_that_cannot_be_read_keeps_none_away()
      throws IOException {
    schedules().add(NIGHTLY);
    Files.writeString(folder.resolve("broken.yaml"), "name: [");
    try (Schedules again = schedules()) {
      assertThat(again.list()).hasSize(1);
      assertThat(again.remove("nightly")).isTrue();
      assertThat(again.remove("nightly")).isFalse();
    }
    assertThat(schedules().list()).isEmpty();
  }

  private Schedules schedules() {
    return new Schedules(trials, Optional.of(folder), clock);
  }

  private Trials trials() {
    ObjectMapper json = new ObjectMapper();
    return new Trials(
        new TrialRunner(
            new FakeBench(), new Calibrations(Optional.empty(), json, new QuickCalibration())),
        Optional.empty(),
        new Retention(1 << 20, Duration.ofDays(1)),
        new History(Optional.empty(), 0),
        json,
        clock,
        (object, sentence) -> {});
  }

  /// A clock that is set by hand.
  private static final class Hand extends Clock {
    private volatile Instant now;

    private Hand(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
