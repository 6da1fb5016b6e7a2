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

  @Test
  void a_thread_that_never_sleeps_may_be_what_dropped_requests_waited_for() {
    for (int i = 0; i < 3; i++) {
      second(0, new ThreadTime(900 * MILLI, 60 * MILLI), true);
    }
    assertThat(judge.invalidBecause())
        .contains(
            "the generator was short of CPU: it dropped requests while its thread ran, or waited for"
                + " a processor, for more than 95 % of the time in the 3 seconds from second 0; they"
                + " may have waited for it, not for the target");
  }

  @Test
  void a_busy_thread_that_drops_nothing_keeps_the_schedule() {
    for (int i = 0; i < 5; i++) {
      second(0, new ThreadTime(990 * MILLI, 0), false);
    }
    assertThat(judge.invalidBecause()).isEmpty();
  }

  @Test
  void a_thread_that_has_time_to_sleep_is_not_what_dropped_requests_waited_for() {
    for (int i = 0; i < 5; i++) {
      second(0, new ThreadTime(940 * MILLI, 0), true);
    }
    assertThat(judge.invalidBecause()).isEmpty();
  }

  private void second(long lagMillis, long waitNanos) {
    second(lagMillis, new ThreadTime(0, waitNanos), true);
  }

  private void second(long lagMillis, ThreadTime thread, boolean dropping) {
    long due = seconds * SECOND;
    for (int i = 0; i < 50; i++) {
      recorder.scheduled(due, due + lagMillis * MILLI);
      if (dropping) {
        recorder.dropped(0);
      } else {
        recorder.sent(due);
        recorder.answered(due, due, due, "pod", 1);
      }
    }
    judge.judge(recorder.close(++seconds * SECOND, Held.NOTHING, Held.NOTHING, thread));
  }
}
