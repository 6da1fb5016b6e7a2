package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

  private static final long MILLI = 1_000_000;
  private static final int ENOUGH = 96;

  /// Answers in a millisecond, whatever is asked.
  private static final IntUnaryOperator FULL = asked -> 60;

  private final InFlightLimit limit = new InFlightLimit();
  private long millis;
  private long answers;
  private int inFlight;
  private int connections = ENOUGH;

  @Test
  void there_is_none_in_a_short_wait() {
    wait(50, FULL);
    assertThat(limit.allows(1_000_000)).isTrue();
    assertThat(limit.missing(0)).isZero();
  }

  @Test
  void what_a_gap_let_out_is_not_kept_in_flight() {
    wait(20, FULL);
    gap(ENOUGH, 900);
    assertThat(limit.allows(995)).isTrue();
    assertThat(limit.allows(996)).isFalse();
    connections = 996;
    inFlight = 996;
    assertThat(wait(25, FULL)).last().isEqualTo(ENOUGH);
  }

  @Test
  void a_gap_that_goes_on_lets_out_more() {
    gap(ENOUGH, 8);
    gap(104, 8);
    assertThat(limit.allows(111)).isTrue();
    assertThat(limit.allows(112)).isFalse();
    wait(1, FULL);
    assertThat(limit.allows(ENOUGH)).isFalse();
  }

  @Test
  void a_limit_outlives_the_next_gap() {
    wait(20, FULL);
    gap(ENOUGH, 900);
    wait(1, FULL);
    gap(500, 900);
    wait(1, FULL);
    assertThat(limit.allows(ENOUGH)).isFalse();
  }

  @Test
  void a_full_target_is_asked_for_more_once_a_second() {
    List<Integer> used = wait(3_000, FULL);
    assertThat(used).containsOnly(ENOUGH, 120);
    assertThat(used.stream().filter(asked -> asked == 120).count()).isBetween(200L, 320L);
  }

  @Test
  void a_target_that_answers_more_when_asked_more_is_asked_for_all_it_can_answer() {
    long before = answers;
    IntUnaryOperator twoMillis = asked -> Math.min(asked / 2, 150);
    wait(800, twoMillis);
    List<Integer> used = wait(2_000, twoMillis);
    assertThat(used).allMatch(asked -> asked >= 280 && asked < 500);
    assertThat(answers - before).isGreaterThan(2_000 * 145);
  }

  @Test
  void gaps_do_not_keep_it_from_trying_more() {
    IntUnaryOperator twoMillis = asked -> Math.min(asked / 2, 150);
    for (int i = 0; i < 120; i++) {
      wait(9, twoMillis);
      gap(inFlight, 8);
      millis++;
    }
    assertThat(wait(1, twoMillis)).last().satisfies(asked -> assertThat(asked).isGreaterThan(200));
  }

  @Test
  void a_gap_is_no_time_in_which_answers_could_have_come() {
    wait(60, FULL);
    assertThat(limit.missing(ENOUGH)).isPositive();
    for (int i = 0; i < 40; i++) {
      gap(inFlight, 8);
      millis += 5;
      assertThat(wait(10, FULL)).allMatch(asked -> asked <= 128);
    }
  }

  @Test
  void a_gap_in_which_nobody_waited_for_a_while_is_one_gap() {
    wait(20, FULL);
    gap(ENOUGH, 900);
    limit.lift();
    gap(900, 8);
    wait(1, FULL);
    assertThat(limit.allows(ENOUGH)).isFalse();
    assertThat(limit.allows(ENOUGH - 1)).isTrue();
  }

  @Test
  void answers_may_take_as_long_as_a_window_to_show_a_step() {
    wait(60, asked -> 40);
    assertThat(limit.missing(ENOUGH)).isEqualTo(24);
    wait(45, asked -> 40);
    wait(400, asked -> asked / 2);
    assertThat(limit.allows(140)).isTrue();
  }

  @Test
  void a_connection_that_ends_is_replaced_while_no_more_are_tried() {
    wait(200, FULL);
    assertThat(limit.allows(ENOUGH)).isFalse();
    assertThat(limit.missing(ENOUGH - 5)).isEqualTo(5);
  }

  @Test
  void a_window_in_which_this_thread_stood_still_says_nothing() {
    wait(30, FULL);
    millis += 5_000;
    wait(1, FULL);
    assertThat(limit.missing(0)).isZero();
  }

  @Test
  void nobody_who_waits_means_no_limit() {
    wait(200, FULL);
    assertThat(limit.allows(1_000)).isFalse();
    limit.lift();
    assertThat(limit.allows(1_000)).isTrue();
    assertThat(limit.missing(0)).isZero();
  }

  private void gap(int inFlightNow, int more) {
    limit.gap(millis * MILLI, answers, inFlightNow, more, Math.max(inFlightNow, ENOUGH));
  }

  /// Arrivals wait all the time, so whatever is free and allowed is in flight.
  ///
  /// @param answered in a millisecond, with so many in flight
  /// @return how many were in flight after each
  private List<Integer> wait(int duration, IntUnaryOperator answered) {
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < duration; i++) {
      millis++;
      int done = Math.min(inFlight, answered.applyAsInt(inFlight));
      answers += done;
      inFlight -= done;
      limit.flow(millis * MILLI, answers, inFlight + done);
      connections = Math.max(connections, inFlight + limit.missing(inFlight));
      while (inFlight < connections && limit.allows(inFlight)) {
        inFlight++;
      }
      used.add(inFlight);
    }
    return used;
  }
}
