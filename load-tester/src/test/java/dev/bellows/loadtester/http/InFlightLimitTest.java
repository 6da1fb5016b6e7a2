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
    limit.gap(ENOUGH, 900, ENOUGH);
    assertThat(limit.allows(995)).isTrue();
    assertThat(limit.allows(996)).isFalse();
    connections = 996;
    inFlight = 996;
    assertThat(wait(25, FULL)).last().isEqualTo(ENOUGH);
  }

  @Test
  void a_gap_that_goes_on_lets_out_more() {
    limit.gap(ENOUGH, 8, ENOUGH);
    limit.gap(104, 8, 104);
    assertThat(limit.allows(111)).isTrue();
    assertThat(limit.allows(112)).isFalse();
    wait(1, FULL);
    assertThat(limit.allows(ENOUGH)).isFalse();
  }

  @Test
  void a_limit_outlives_the_next_gap() {
    wait(20, FULL);
    limit.gap(ENOUGH, 900, ENOUGH);
    wait(1, FULL);
    limit.gap(500, 900, 500);
    wait(1, FULL);
    assertThat(limit.allows(ENOUGH)).isFalse();
  }

  @Test
  void a_full_target_is_asked_for_more_once_a_second() {
    List<Integer> used = wait(3_000, FULL);
    assertThat(used).containsOnly(ENOUGH, 120);
    assertThat(used.stream().filter(asked -> asked == 120).count()).isBetween(150L, 160L);
  }

  @Test
  void a_target_that_answers_more_when_asked_more_is_asked_for_all_it_can_answer() {
    long before = answers;
    IntUnaryOperator twoMillis = asked -> Math.min(asked / 2, 150);
    wait(500, twoMillis);
    List<Integer> used = wait(2_000, twoMillis);
    assertThat(used).allMatch(asked -> asked >= 280 && asked < 500);
    assertThat(answers - before).isGreaterThan(2_000 * 145);
  }

  @Test
  void gaps_do_not_keep_it_from_trying_more() {
    IntUnaryOperator twoMillis = asked -> Math.min(asked / 2, 150);
    for (int i = 0; i < 100; i++) {
      wait(9, twoMillis);
      limit.gap(inFlight, 8, inFlight);
      millis++;
    }
    assertThat(wait(1, twoMillis)).last().satisfies(asked -> assertThat(asked).isGreaterThan(200));
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
