package dev.bellows.loadtester.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScheduleJudgeTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final ScheduleJudge judge = new ScheduleJudge();
  private final Recorder recorder = new Recorder();
  private int seconds;

  @Test
  void three_late_seconds_in_a_row_are_too_many() {
    second(11, 0);
    second(11, 0);
    assertThat(judge.invalidBecause()).isEmpty();
    second(40, 0);
    assertThat(judge.invalidBecause())
        .contains(
            "the generator did not keep its schedule: the p99 of its lag was over 10 ms (up to 40.0"
                + " ms) in the 3 seconds from second 0");
  }

  @Test
  void late_seconds_apart_from_each_other_are_forgiven() {
    for (int i = 0; i < 5; i++) {
      second(500, 0);
      second(500, 0);
      second(9, 0);
    }
    assertThat(judge.invalidBecause()).isEmpty();
  }

  @Test
  void a_thread_without_a_processor_is_named_as_the_cause() {
    second(0, 600 * MILLI);
    second(0, 600 * MILLI);
    second(0, 600 * MILLI);
    assertThat(judge.invalidBecause().orElseThrow()).startsWith("the generator was short of CPU");
  }

  @Test
  void the_first_reason_stays() {
    second(20, 0);
    second(20, 0);
    second(20, 300 * MILLI);
    String reason = judge.invalidBecause().orElseThrow();
    assertThat(reason).endsWith("it waited for a processor up to 30 % of that");
    second(900, 0);
    assertThat(judge.invalidBecause()).contains(reason);
  }

  private void second(long lagMillis, long cpuWaitNanos) {
    long due = seconds * SECOND;
    for (int i = 0; i < 50; i++) {
      recorder.scheduled(due, due + lagMillis * MILLI);
      recorder.dropped(0);
    }
    judge.judge(recorder.close(++seconds * SECOND, Held.NOTHING, Held.NOTHING, cpuWaitNanos));
  }
}
