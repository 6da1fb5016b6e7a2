package dev.bellows.demoapp.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PaceTest {

  @ParameterizedTest
  @ValueSource(longs = {50, 300, 2_000, 40_000})
  void the_end_of_a_burn_is_met_within_a_round_whatever_the_machine(long nanosPerRound) {
    Pace pace = new Pace();
    burn(pace, 10_000_000, nanosPerRound);

    long spent = burn(pace, 10_000_000, nanosPerRound);

    assertThat(spent - 10_000_000).isBetween(0L, nanosPerRound + 100);
  }

  @Test
  void a_cold_start_does_not_overshoot() {
    assertThat(burn(new Pace(), 100_000, 25_000)).isLessThanOrEqualTo(125_000);
  }

  @Test
  void the_clock_is_read_about_once_in_100_microseconds() {
    Pace pace = new Pace();
    burn(pace, 10_000_000, 200);

    assertThat(pace.roundsWithin(10_000_000)).isBetween(490, 510);
  }

  private static long burn(Pace pace, long cpuNanos, long nanosPerRound) {
    long spent = 0;
    while (spent < cpuNanos) {
      int rounds = pace.roundsWithin(cpuNanos - spent);
      pace.observe(rounds, rounds * nanosPerRound);
      spent += rounds * nanosPerRound;
    }
    return spent;
  }
}
