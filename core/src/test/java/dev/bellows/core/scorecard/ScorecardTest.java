package dev.bellows.core.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.core.scaling.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// One recorded run with every figure worked out by hand: the load of 4 replicas comes at 10 s and
/// goes at 90 s; the autoscaler doubles twice, the first pod takes 2 s to be Ready, the others 3 s
/// and 4 s.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ScorecardTest {

  private static final Slo SLO = Slo.forWork(10);
  private static final List<PodLife> PODS =
      List.of(
          pod("old", 0, OptionalLong.of(0)),
          pod("b", 40_200, OptionalLong.of(42_200)),
          pod("d", 70_300, OptionalLong.of(74_300)),
          pod("c", 70_100, OptionalLong.of(73_100)));

  private final Scorecard scorecard = Scorecard.of(observed(PODS), SLO);

  @Test
  void it_holds_the_elasticity_of_the_ready_replicas() {
    // Under: 3 for 32.2 s, 2 for 30.9 s, 1 for 1.2 s, 0 until 90 s. Over: 3 for 10 s.
    assertThat(scorecard.elasticity().thetaU())
        .isCloseTo((3 * 32.2 + 2 * 30.9 + 1.2) / 100, within(1e-9));
    assertThat(scorecard.elasticity().tauO()).isCloseTo(0.1, within(1e-9));
    assertThat(scorecard.flaps()).isEmpty();
  }

  @Test
  void each_rise_has_its_own_budget() {
    assertThat(scorecard.scaleUps())
        .containsExactly(
            new TimeBudget(
                1,
                2,
                Map.of(
                    Border.LOAD_CROSSED, 10_000L,
                    Border.METRIC_SHOWED, 25_000L,
                    Border.DESIRED_CHANGED, 40_000L,
                    Border.PODS_CREATED, 40_200L,
                    Border.PODS_READY, 42_200L,
                    Border.SLO_HELD, 80_000L)),
            new TimeBudget(
                2,
                4,
                Map.of(
                    Border.LOAD_CROSSED, 10_000L,
                    Border.METRIC_SHOWED, 55_000L,
                    Border.DESIRED_CHANGED, 70_000L,
                    Border.PODS_CREATED, 70_300L,
                    Border.PODS_READY, 74_300L,
                    Border.SLO_HELD, 80_000L)));
  }

  @Test
  void it_counts_pods_replicas_decisions_and_requests() {
    assertThat(scorecard.podStartUp())
        .hasValue(new Percentiles(4, 0, 2000, 4000, 4000, 4000, 4000));
    assertThat(scorecard.replicas().min()).isEqualTo(1);
    assertThat(scorecard.replicas().max()).isEqualTo(4);
    assertThat(scorecard.replicas().mean())
        .isCloseTo((42.2 + 2 * 30.9 + 3 * 1.2 + 4 * 25.7) / 100, within(1e-9));
    assertThat(scorecard.replicas().atMaxSeconds()).isCloseTo(25.7, within(1e-9));
    assertThat(scorecard.replicas().atMaxShare()).isCloseTo(0.257, within(1e-9));
    assertThat(scorecard.binding())
        .isEqualTo(Map.of(Constraint.RATE, 2, Constraint.METRIC, 1, Constraint.TOLERANCE, 1));
    assertThat(scorecard.requests().lost()).isEqualTo(30);
  }

  @Test
  void a_rise_that_no_load_called_for_has_no_crossing() {
    Observed calm =
        new Observed(
            100,
            StepSeries.constant(1),
            StepSeries.constant(0.5),
            StepSeries.of(0, 1, 25, 3),
            StepSeries.of(0, 1, 40, 2),
            StepSeries.constant(1),
            4,
            List.of(),
            List.of(),
            List.of(),
            new Requests(0, 0, 0, 0));

    assertThat(Scorecard.of(calm, SLO).scaleUps())
        .containsExactly(
            new TimeBudget(
                1, 2, Map.of(Border.METRIC_SHOWED, 25_000L, Border.DESIRED_CHANGED, 40_000L)));
  }

  @Test
  void a_pod_that_never_was_ready_leaves_the_end_open() {
    List<PodLife> stuck = new ArrayList<>(PODS);
    stuck.set(2, pod("d", 70_300, OptionalLong.empty()));

    TimeBudget budget = Scorecard.of(observed(stuck), SLO).scaleUps().getLast();

    assertThat(budget.instantsMillis()).containsEntry(Border.PODS_CREATED, 70_300L);
    assertThat(budget.missing()).containsExactly(Border.PODS_READY, Border.SLO_HELD);
  }

  @Test
  void pods_that_replace_others_after_the_next_decision_are_not_taken_for_those_of_a_rise() {
    List<PodLife> late = List.of(PODS.getFirst(), pod("b", 71_000, OptionalLong.of(72_000)));

    TimeBudget budget = Scorecard.of(observed(late), SLO).scaleUps().getFirst();

    assertThat(budget.missing())
        .containsExactly(Border.PODS_CREATED, Border.PODS_READY, Border.SLO_HELD);
  }

  @Test
  void repetitions_give_a_median_and_a_spread() {
    assertThat(Spread.of(List.of(5.0, 1.0, 2.0))).hasValue(new Spread(3, 2, 1, 5, 1));
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).hasValue(new Spread(4, 3, 1, 9, 1.5));
    assertThat(Spread.of(List.of())).isEmpty();
  }

  @Test
  void percentiles_are_of_the_nearest_rank() {
    List<Long> hundred = LongStream.rangeClosed(1, 100).boxed().toList();

    assertThat(Percentiles.of(hundred)).hasValue(new Percentiles(100, 1, 50, 90, 95, 99, 100));
    assertThat(Percentiles.of(List.of())).isEmpty();
  }

  @Test
  void the_fingerprint_depends_on_every_fact_and_on_no_order() {
    SetUp one = new SetUp(Map.of("java", "25", "cores", "2"));
    SetUp same = new SetUp(Map.of("cores", "2", "java", "25"));
    SetUp other = new SetUp(Map.of("java", "25", "cores", "4", "os", "Linux"));

    assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).hasSize(12);
    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    assertThat(one.differences(other))
        .isEqualTo(Map.of("cores", "2 -> 4", "os", "absent -> Linux"));
    assertThat(new SetUp(Map.of("ab", "c")).fingerprint())
        .isNotEqualTo(new SetUp(Map.of("a", "bc")).fingerprint());
  }

  @Test
  void counts_below_zero_are_refused() {
    assertThatThrownBy(() -> new Requests(1, -1, 0, 0))
        .hasMessage(
            "counts of requests must be at least 0, but were 1 scheduled, -1 answered, 0 failed, 0 dropped");
  }

  private static Observed observed(List<PodLife> pods) {
    List<SloWindow> windows = new ArrayList<>();
    for (int at = 0; at < 100; at += 5) {
      double p95 = at >= 15 && at < 75 ? 2000 : 30;
      windows.add(new SloWindow(at, at + 5, 50, 0, Map.of(95.0, p95)));
    }
    return new Observed(
        100,
        StepSeries.of(0, 1, 10, 4, 90, 1),
        StepSeries.of(0, 0.1, 10, 3.5, 90, 0.1),
        StepSeries.of(0, 1, 25, 2, 55, 4),
        StepSeries.of(0, 1, 40, 2, 70, 4),
        StepSeries.of(0, 1, 42.2, 2, 73.1, 3, 74.3, 4),
        4,
        pods,
        windows,
        List.of(
            new Tick(25, 1, 1, Constraint.TOLERANCE),
            new Tick(40, 1, 2, Constraint.RATE),
            new Tick(70, 2, 4, Constraint.RATE),
            new Tick(85, 4, 4, Constraint.METRIC)),
        new Requests(1030, 1000, 10, 20));
  }

  private static PodLife pod(String name, long created, OptionalLong ready) {
    return new PodLife(name, created, ready, OptionalLong.empty());
  }
}
