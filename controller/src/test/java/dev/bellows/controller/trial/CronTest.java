package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "0 0 1 * 0      | 2026-11-23T00:00 | false"
      })
  void a_time_matches_as_in_cron(String text, LocalDateTime time, boolean matches) {
    assertThat(Cron.parse(text).matches(time)).isEqualTo(matches);
  }
}
