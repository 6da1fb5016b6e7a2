package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventLoopsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "6, 3", "8, 4", "64, 4"})
  void threads_leave_processors_to_the_others(int processors, int threads) {
    assertThat(EventLoops.fitting(processors)).isEqualTo(threads);
  }
}
