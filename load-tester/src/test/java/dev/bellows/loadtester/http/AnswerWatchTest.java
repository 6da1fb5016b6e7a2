package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerWatchTest {

  private static final int WAITING = 300;

  private final AnswerWatch watch = new AnswerWatch();
  private long answers;

  @Test
  void a_target_of_which_nothing_is_known_is_waited_for_at_once() {
    assertThat(look(0)).isEqualTo(WAITING);
  }

  @Test
  void one_that_answers_fast_keeps_nobody_waiting_for_half_a_millisecond() {
    answersFast();
    assertThat(IntStream.rangeClosed(1, 10).map(look -> look(0))).containsOnly(0);
  }

  @Test
  void one_that_answered_fast_is_asked_for_a_few_more_each_millisecond() {
    answersFast();
    assertThat(IntStream.rangeClosed(1, 100).filter(look -> look(0) > 0))
        .containsExactly(11, 31, 51, 71, 91);
    answersFast();
    assertThat(IntStream.rangeClosed(1, 100).map(look -> look(0)).max()).hasValue(8);
  }

  @Test
  void after_five_milliseconds_all_are_kept_waiting() {
    answersFast();
    IntStream.rangeClosed(1, 100).forEach(look -> look(0));
    assertThat(IntStream.rangeClosed(101, 200).map(look -> look(0))).containsOnly(WAITING);
  }

  @Test
  void no_more_are_kept_waiting_than_wait() {
    answersFast();
    IntStream.rangeClosed(1, 10).forEach(look -> look(0));
    watch.begin(answers);
    watch.end(answers);
    assertThat(watch.keptWaiting(2)).isEqualTo(2);
  }

  @Test
  void a_short_gap_of_a_full_server_is_no_reason() {
    answersFast();
    assertThat(IntStream.range(0, 900).map(look -> look(look % 20 == 0 ? 0 : 3))).containsOnly(0);
  }

  @Test
  void one_long_gap_does_not_make_the_next_short_one_a_reason() {
    answersFast();
    IntStream.range(0, 1_000).forEach(look -> look(0));
    assertThat(look(1)).isZero();
    assertThat(look(0)).isZero();
  }

  @Test
  void nor_does_a_gap_that_ended_while_nobody_looked() {
    answersFast();
    IntStream.range(0, 1_000).forEach(look -> look(0));
    answers += 100;
    assertThat(look(0)).isZero();
  }

  @Test
  void answers_that_come_too_rarely_are_one() {
    answersFast();
    assertThat(watch.answersAreRare()).isFalse();
    assertThat(IntStream.range(0, 10_000).filter(look -> look(look % 5 == 0 ? 0 : 1) > 0).count())
        .isGreaterThan(1_900);
    assertThat(look(0)).isEqualTo(WAITING);
    assertThat(watch.answersAreRare()).isTrue();
  }

  @Test
  void an_answer_ends_the_wait() {
    IntStream.range(0, 1_000).forEach(look -> look(0));
    assertThat(watch.answersCame()).isFalse();
    assertThat(look(1)).isZero();
    assertThat(watch.answersCame()).isTrue();
  }

  private void answersFast() {
    IntStream.range(0, 300).forEach(look -> look(3));
  }

  private int look(int answersMeanwhile) {
    watch.begin(answers);
    answers += answersMeanwhile;
    watch.end(answers);
    return watch.keptWaiting(WAITING);
  }
}
