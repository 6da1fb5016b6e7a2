package dev.bellows.core.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellows.core.scorecard.Slo.Goal;
import dev.bellows.core.scorecard.Slo.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class SloTest {

  private static final Slo SLO = Slo.forWork(10);

  @Test
  void the_default_is_a_quarter_of_a_second_and_the_work_and_a_thousandth_of_errors() {
    assertThat(SLO).isEqualTo(new Slo(List.of(new Goal(95, 260)), 0.001));
  }

  @Test
  void a_window_holds_it_up_to_its_limits() {
    assertThat(SLO.of(window(0, 999, 1, 260))).isEqualTo(Outcome.HELD);
    assertThat(SLO.of(window(0, 999, 1, 260.1))).isEqualTo(Outcome.MISSED);
    assertThat(SLO.of(window(0, 998, 2, 10))).isEqualTo(Outcome.MISSED);
  }

  @Test
  void a_window_in_which_all_failed_misses_it() {
    assertThat(SLO.of(new SloWindow(0, 5, 0, 3, Map.of()))).isEqualTo(Outcome.MISSED);
  }

  @Test
  void a_window_in_which_nothing_ended_says_nothing() {
    assertThat(SLO.of(new SloWindow(0, 5, 0, 0, Map.of()))).isEqualTo(Outcome.SILENT);
  }

  @Test
  void every_percentile_has_to_hold_and_to_be_known() {
    Slo strict = new Slo(List.of(new Goal(50, 20), new Goal(99, 100)), 0);

    assertThat(strict.of(new SloWindow(0, 5, 9, 0, Map.of(50.0, 20.0, 99.0, 100.0))))
        .isEqualTo(Outcome.HELD);
    assertThat(strict.of(new SloWindow(0, 5, 9, 0, Map.of(50.0, 21.0, 99.0, 100.0))))
        .isEqualTo(Outcome.MISSED);
    assertThat(strict.of(new SloWindow(0, 5, 9, 0, Map.of(50.0, 20.0, 99.0, 101.0))))
        .isEqualTo(Outcome.MISSED);
    assertThat(strict.of(new SloWindow(0, 5, 9, 0, Map.of(50.0, 20.0)))).isEqualTo(Outcome.MISSED);
  }

  /// Load at 12 s, the last pod Ready at 33 s: a transition from 12 to 33.
  @Test
  void the_verdict_tells_before_during_and_after() {
    StepSeries demand = StepSeries.of(0, 1, 12, 3);
    StepSeries desired = StepSeries.of(0, 1, 25, 3);
    StepSeries supply = StepSeries.of(0, 1, 31, 2, 33, 3);
    List<Transition> transitions = Transition.of(demand, desired, supply, 60);

    SloVerdict verdict = SloVerdict.of(SLO, windows(15, 30), transitions);

    assertThat(transitions).containsExactly(new Transition(12, 33, 1, 3, true));
    TransitionVerdict around = verdict.transitions().getFirst();
    // Windows end at 5 and 10 before it, 15 to 35 overlap it, 40 to 60 come after it.
    assertThat(around.before().held()).isEqualTo(2);
    assertThat(around.before().kept()).isTrue();
    assertThat(around.during().held()).isEqualTo(2);
    assertThat(around.during().missed()).isEqualTo(3);
    assertThat(around.during().kept()).isFalse();
    assertThat(around.during().worstMillis()).hasValue(900);
    assertThat(around.after().held()).isEqualTo(5);
    assertThat(verdict.whole().missed()).isEqualTo(3);
    assertThat(verdict.whole().held()).isEqualTo(9);
    assertThat(verdict.whole().answered()).isEqualTo(1200);
    assertThat(verdict.whole().kept()).isFalse();
  }

  @Test
  void two_transitions_share_the_rest_between_them() {
    StepSeries demand = StepSeries.constant(1);
    StepSeries desired = StepSeries.of(0, 1, 10, 2, 40, 1);
    StepSeries supply = StepSeries.of(0, 1, 15, 2, 45, 1);

    List<Transition> transitions = Transition.of(demand, desired, supply, 60);
    SloVerdict verdict = SloVerdict.of(SLO, windows(100, 100), transitions);

    assertThat(transitions)
        .containsExactly(new Transition(10, 15, 1, 2, true), new Transition(40, 45, 2, 1, true));
    assertThat(verdict.transitions().getFirst().after().held()).isEqualTo(5);
    assertThat(verdict.transitions().getLast().before().held()).isEqualTo(5);
    assertThat(verdict.transitions().getLast().after().held()).isEqualTo(3);
  }

  @Test
  void a_transition_that_never_arrived_is_not_settled() {
    List<Transition> transitions =
        Transition.of(
            StepSeries.of(0, 1, 10, 9), StepSeries.of(0, 1, 20, 3), StepSeries.of(0, 1, 30, 3), 60);

    assertThat(transitions).containsExactly(new Transition(10, 60, 1, 3, false));
  }

  @Test
  void more_replicas_than_demanded_are_at_rest() {
    assertThat(
            Transition.of(
                StepSeries.constant(1), StepSeries.constant(5), StepSeries.constant(5), 60))
        .isEmpty();
  }

  @Test
  void limits_out_of_range_are_refused() {
    assertThatThrownBy(() -> new Goal(0, 1))
        .hasMessage("the percentile must be above 0 and at most 100, but was 0.0");
    assertThatThrownBy(() -> new Goal(95, 0))
        .hasMessage("the latency must be a number of milliseconds above 0, but was 0.0");
    assertThatThrownBy(() -> new Slo(List.of(), 1.1))
        .hasMessage("the share of errors must be between 0 and 1, but was 1.1");
    assertThatThrownBy(() -> new SloWindow(5, 5, 0, 0, Map.of()))
        .hasMessage("a window must end after it begins, but was 5.0 s to 5.0 s");
  }

  private static SloWindow window(double from, long answered, long failed, double p95) {
    return new SloWindow(from, from + 5, answered, failed, Map.of(95.0, p95));
  }

  /// Twelve windows of 100 answers, slow ones from one second to another.
  private static List<SloWindow> windows(double slowFrom, double slowTo) {
    List<SloWindow> windows = new ArrayList<>();
    for (int at = 0; at < 60; at += 5) {
      windows.add(window(at, 100, 0, at >= slowFrom && at < slowTo ? 900 : 30));
    }
    return windows;
  }
}
