package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerWatchTest {

  private final AnswerWatch watch = new AnswerWatch();
  private long answers;

  @Test
  void a_target_that_answers_nothing_is_waited_for_after_half_a_millisecond() {
    assertThat(IntStream.rangeClosed(1, 8).filter(look -> look(0))).isEmpty();
    assertThat(look(0)).isTrue();
  }

  @Test
  void a_short_gap_of_a_full_server_is_no_reason() {
    assertThat(IntStream.range(0, 900).filter(look -> look(look % 20 == 0 ? 0 : 3))).isEmpty();
  }

  @Test
  void answers_that_come_too_seldom_are_one() {
    assertThat(IntStream.range(0, 10_000).filter(look -> look(look % 5 == 0 ? 0 : 1)).count())
        .isGreaterThan(1_900);
  }

  @Test
  void an_answer_ends_the_wait() {
    IntStream.range(0, 1_000).forEach(look -> look(0));
    assertThat(look(1)).isFalse();
  }

  @Test
  void a_long_time_with_answers_makes_a_short_gap_no_reason_again() {
    IntStream.range(0, 1_000).forEach(look -> look(0));
    IntStream.range(0, 200).forEach(look -> look(1));
    assertThat(look(0)).isFalse();
  }

  @Test
  void a_wait_that_does_not_end_is_a_reason_whatever_the_answers() {
    assertThat(IntStream.rangeClosed(1, 2_500).filter(look -> look(1)))
        .containsExactly(AnswerWatch.LONG_WAIT, 2 * AnswerWatch.LONG_WAIT);
  }

  @Test
  void a_wait_that_ended_is_not_counted_on() {
    IntStream.range(1, AnswerWatch.LONG_WAIT).forEach(look -> look(1));
    watch.waitIsOver();
    assertThat(look(1)).isFalse();
  }

  private boolean look(int answersMeanwhile) {
    watch.begin(answers);
    answers += answersMeanwhile;
    return watch.targetIsWaitedFor(answers);
  }
}
