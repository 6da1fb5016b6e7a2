package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventLoopsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "6, 3", "8, 4", "64, 4"})
  void threads_leave_processors_to_the_others(int processors, int threads) {
    assertThat(EventLoops.fitting(processors)).isEqualTo(threads);
  }

  @ParameterizedTest
  @CsvSource({"3, false, 3", "3, true, 3", "0, true, 0", "0, false, " + SelectStrategy.SELECT})
  void a_turn_waits_only_when_nothing_is_ready_and_nothing_to_do(
      int ready, boolean tasks, int strategy) throws Exception {
    assertThat(EventLoops.readyOrWait(() -> ready, tasks)).isEqualTo(strategy);
  }
}
