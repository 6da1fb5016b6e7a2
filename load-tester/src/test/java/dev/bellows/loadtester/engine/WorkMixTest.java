package dev.bellows.loadtester.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WorkMixTest {

  private final WorkMix mix = WorkMix.halfOfTheCpuEach(3, 1, 25);

  @Test
  void each_kind_gets_half_of_the_cpu() {
    double ones = 0;
    double others = 0;
    for (int sequence = 0; sequence < 200_000; sequence++) {
      double millis = mix.cpuMillis(sequence);
      if (millis == 1) {
        ones += millis;
      } else {
        others += millis;
      }
    }
    assertThat(others / (ones + others)).isCloseTo(0.5, within(0.02));
    assertThat((ones + others) / 200_000).isCloseTo(mix.meanCpuMillis(), within(0.05));
  }

  @Test
  void the_choice_depends_on_seed_and_number_alone() {
    WorkMix again = WorkMix.halfOfTheCpuEach(3, 1, 25);
    WorkMix other = WorkMix.halfOfTheCpuEach(4, 1, 25);
    int differences = 0;
    for (int sequence = 0; sequence < 1_000; sequence++) {
      assertThat(again.cpuMillis(sequence)).isEqualTo(mix.cpuMillis(sequence));
      differences += other.cpuMillis(sequence) == mix.cpuMillis(sequence) ? 0 : 1;
    }
    assertThat(differences).isPositive();
  }
}
