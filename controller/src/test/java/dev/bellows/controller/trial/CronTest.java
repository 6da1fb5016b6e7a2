package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CronTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * *      | 2026-11-22T03:00 | true",
        "0 3 * * *      | 2026-11-22T03:01 | false",
        "*/15 * * * *   | 2026-11-22T07:45 | true",
        "*/15 * * * *   | 2026-11-22T07:50 | false",
        "0 9-17 * * 1-5 | 2026-11-20T09:00 | true",
        "0 9-17 * * 1-5 | 2026-11-22T09:00 | false",
        "0 0 1,15 * *   | 2026-11-15T00:00 | true",
        "0 0 * 12 *     | 2026-11-15T00:00 | false",
        "0 0 * * 7      | 2026-11-22T00:00 | true",
        "0 0 1 * 0      | 2026-11-22T00:00 | true",
        "0 0 1 * 0      | 2026-11-23T00:00 | false",
        "0 3 * NOV sun  | 2026-11-22T03:00 | true",
        "0 3 * * mon-FRI| 2026-11-22T03:00 | false",
        "@daily         | 2026-11-22T00:00 | true"
      })
  void a_time_matches_as_in_cron(String text, LocalDateTime time, boolean matches) {
    assertThat(Cron.parse(text).matches(time)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * *     | 2026-11-22T02:59:59 | 2026-11-22T03:00",
        "0 3 * * *     | 2026-11-22T03:00    | 2026-11-23T03:00",
        "*/15 * * * *  | 2026-12-31T23:50    | 2027-01-01T00:00",
        "30 12 29 2 *  | 2097-01-01T00:00    | 2104-02-29T12:30"
      })
  void the_next_time_is_the_first_that_matches(String text, LocalDateTime now, LocalDateTime next) {
    assertThat(Cron.parse(text).next(now)).contains(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 0 30 2 *", "0 0 31 4,6 *", "* * *", "@often", "0 25 * * *", "a * * * *"})
  void what_never_comes_or_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> Cron.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
