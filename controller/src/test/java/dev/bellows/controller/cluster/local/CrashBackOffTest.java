package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrashBackOffTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration YOUNG = Duration.ofMillis(300);

  private final CrashBackOff backOff = new CrashBackOff();

  @Test
  void the_first_death_is_made_good_at_once_and_further_ones_ever_later() {
    assertThat(IntStream.range(0, 9).mapToObj(i -> backOff.died(YOUNG, NOW).toSeconds()))
        .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    assertThat(backOff.remaining(NOW.plusSeconds(10))).isEqualTo(Duration.ofSeconds(20));
    assertThat(backOff.remaining(NOW.plusSeconds(31))).isZero();
  }

  @Test
  void a_pod_that_lived_ends_the_series() {
    backOff.died(YOUNG, NOW);
    backOff.died(YOUNG, NOW);
    assertThat(backOff.died(Duration.ofMinutes(1), NOW)).isZero();
    assertThat(backOff.died(YOUNG, NOW)).isZero();
  }
}
