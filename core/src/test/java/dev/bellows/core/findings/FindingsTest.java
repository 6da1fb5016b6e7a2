package dev.bellows.core.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scorecard.Requests;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.Tick;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Each detector finds what it is for, alone, and nothing in what comes close to it.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class FindingsTest {

  private final Fixture fixture = new Fixture();

  @Test
  void a_sound_trial_has_no_findings() {
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void a_run_that_the_load_tester_calls_invalid_has_a_saturated_generator() {
    fixture.invalid = Optional.of("sent 900 of 1,000 requests/s");
    fixture.requests = new Requests(7000, 6300, 0, 700);

    Finding finding = only(Kind.GENERATOR_SATURATED);
    assertThat(finding.evidence())
        .isEqualTo("sent 900 of 1,000 requests/s; 700 of 7000 scheduled requests were never sent");
  }

  @Test
  void requests_dropped_by_a_hanging_target_are_not_the_generators_fault() {
    fixture.requests = new Requests(7000, 6300, 0, 700);

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void a_percentage_of_no_request_is_a_missing_request() {
    fixture.request = OptionalLong.empty();

    assertThat(only(Kind.MISSING_REQUEST).fix()).contains("resources.requests.cpu");
  }

  @Test
  void a_target_that_is_no_percentage_needs_no_request() {
    fixture.request = OptionalLong.empty();
    fixture.target = OptionalInt.empty();

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void an_autoscaler_at_its_maximum_under_too_much_load_is_at_max() {
    maximum(4);
    fixture.load = StepSeries.of(0, 0.1, 10, 7.2, 200, 0.1);

    Finding finding = only(Kind.AT_MAX);
    assertThat(finding.sentence()).contains("at max, its 4 replicas");
    assertThat(finding.evidence()).startsWith("140 s of 300 s at max").contains("up to 7.2");
    assertThat(finding.fix()).isEqualTo("maxReplicas: 8");
    assertThat(finding.atSeconds()).hasValue(60.0);
  }

  @Test
  void a_maximum_that_the_slo_outgrows_is_at_max_too() {
    maximum(4);
    fixture.demand = StepSeries.of(0, 1, 10, 5, 200, 1);

    assertThat(only(Kind.AT_MAX).fix()).isEqualTo("maxReplicas: 5");
  }

  @Test
  void an_autoscaler_at_a_maximum_that_suffices_is_not() {
    fixture.max = 4;
    fixture.load = StepSeries.of(0, 0.1, 10, 4.39, 200, 0.1);

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void too_much_load_at_the_maximum_for_less_than_a_tick_is_not() {
    fixture.max = 4;
    fixture.load = StepSeries.of(0, 0.1, 10, 3.6, 180, 7.2, 194.9, 3.6, 200, 0.1);

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void a_metric_that_shows_the_load_late_is_slow_detection() {
    fixture.load = StepSeries.of(0, 0.1, 5, 3.6, 200, 0.1);
    fixture.metric = StepSeries.of(0, 1, 50.1, 4, 215, 1);
    fixture.desired = StepSeries.of(0, 1, 52, 2, 60, 4, 260, 1);
    fixture.pods.set(1, Fixture.pod("b", 52, 54));

    Finding finding = only(Kind.SLOW_DETECTION);
    assertThat(finding.sentence()).contains("only 45.1 s after it came");
    assertThat(finding.evidence()).startsWith("scale-up 1 -> 2: detect 45.1 s");
    assertThat(finding.atSeconds()).hasValue(5.0);
  }

  @Test
  void a_metric_that_needs_what_a_pipeline_needs_is_not() {
    fixture.load = StepSeries.of(0, 0.1, 5, 3.6, 200, 0.1);
    fixture.metric = StepSeries.of(0, 1, 50, 4, 215, 1);
    fixture.desired = StepSeries.of(0, 1, 52, 2, 60, 4, 260, 1);
    fixture.pods.set(1, Fixture.pod("b", 52, 54));

    assertThat(fixture.findings()).isEmpty();
  }

  /// Pods at their CPU limit show no more than it, so the rest of the load shows one step later.
  @Test
  void a_load_that_an_earlier_scale_up_answered_is_no_slow_detection() {
    fixture.load = StepSeries.of(0, 0.1, 5, 3.6, 200, 0.1);
    fixture.metric = StepSeries.of(0, 1, 25, 2, 55, 4, 215, 1);
    fixture.desired = StepSeries.of(0, 1, 30, 2, 60, 4, 260, 1);

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void pods_that_need_longer_than_a_tick_start_slowly() {
    fixture.pods.set(3, Fixture.pod("d", 60, 75.1));

    Finding finding = only(Kind.SLOW_POD_START);
    assertThat(finding.evidence())
        .isEqualTo("creation to Ready over 4 pods: p50 2.0 s, p95 15.1 s, max 15.1 s");
  }

  @Test
  void pods_that_need_a_tick_do_not() {
    fixture.pods.set(3, Fixture.pod("d", 60, 75));

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void a_tolerance_that_hides_a_whole_replica_twice_is_a_dead_zone() {
    fixture.load = StepSeries.of(0, 0.1, 10, 5, 200, 0.1);

    Finding finding = only(Kind.DEAD_ZONE);
    assertThat(finding.evidence())
        .isEqualTo(
            "2 decisions held by the tolerance; the first at 4 replicas with a load for 5.0");
    assertThat(finding.fix()).endsWith("tolerance: 249m");
    assertThat(finding.atSeconds()).hasValue(75.0);
  }

  @Test
  void a_tolerance_that_hides_a_replica_that_the_slo_needs_is_one_too() {
    fixture.demand = StepSeries.of(0, 1, 10, 5, 200, 1);

    only(Kind.DEAD_ZONE);
  }

  @Test
  void a_tolerance_that_hides_too_many_replicas_is_one_too() {
    fixture.load = StepSeries.of(0, 0.1, 10, 3.6, 40, 3, 200, 0.1);

    only(Kind.DEAD_ZONE);
  }

  @Test
  void a_load_that_the_metric_cannot_show_yet_is_not_hidden() {
    fixture.load = StepSeries.of(0, 0.1, 10, 3.6, 61, 5, 200, 0.1);

    assertThat(fixture.findings()).isEmpty();
  }

  /// As with pods at a CPU limit that is no higher than twice the target.
  @Test
  void a_load_that_no_tolerance_could_hide_was_not_shown_by_the_metric() {
    fixture.load = StepSeries.of(0, 0.1, 10, 9, 200, 0.1);
    fixture.demand = StepSeries.of(0, 1, 10, 9, 200, 1);

    assertThat(fixture.findings()).noneMatch(finding -> finding.kind() == Kind.DEAD_ZONE);
  }

  @Test
  void less_than_a_replica_or_only_once_is_none() {
    fixture.load = StepSeries.of(0, 0.1, 10, 4.9, 200, 0.1);
    assertThat(fixture.findings()).isEmpty();

    fixture.load = StepSeries.of(0, 0.1, 10, 5, 200, 0.1);
    fixture.ticks.set(4, new Tick(90, 4, 4, Constraint.METRIC));
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void asking_for_less_and_more_again_is_flapping() {
    fixture.desired = StepSeries.of(0, 1, 30, 2, 60, 4, 120, 3, 150, 4, 260, 1);

    Finding finding = only(Kind.FLAPPING);
    assertThat(finding.sentence()).contains("2 times");
    assertThat(finding.evidence()).isEqualTo("first up at 60 s, then down at 120 s");
  }

  @Test
  void a_pod_that_dies_and_comes_back_is_not() {
    fixture.supply = StepSeries.of(0, 1, 32, 2, 62, 4, 120, 3, 125, 4, 260, 1);

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void a_scale_up_for_pods_that_start_hot_is_start_up_cpu() {
    calmLoad();
    fixture.uses.set(1, Fixture.use("b", false, 2000, 160, 100, 45, 150, 51));

    Finding finding = only(Kind.START_UP_CPU);
    assertThat(finding.evidence())
        .isEqualTo("1 scale-up without load, the first 2 -> 4; b used 160m while it started");
    assertThat(finding.atSeconds()).hasValue(60.0);
  }

  @Test
  void a_scale_up_without_load_and_without_hot_pods_is_not() {
    calmLoad();

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void hot_pods_in_a_scale_up_that_the_load_called_for_are_not() {
    fixture.uses.set(1, Fixture.use("b", false, 2000, 160, 100, 45, 150, 51));

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void what_the_spec_does_not_seem_to_say_is_a_policy_surprise() {
    fixture.surprises.add(surprise("max-with-pods-policy"));

    Finding finding = only(Kind.POLICY_SURPRISE);
    assertThat(finding.evidence()).isEqualTo("spec.behavior; in this trial it went 1, 2, 4, 1");
    assertThat(finding.fix()).isEqualTo("better");
  }

  @Test
  void what_other_detectors_watch_in_the_trial_is_not_told_twice() {
    fixture.surprises.add(surprise("missing-request"));
    fixture.surprises.add(surprise("tolerance-dead-zone"));

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void a_request_far_below_the_usage_is_found() {
    usage(126);

    Finding finding = only(Kind.REQUEST_FAR_FROM_USAGE);
    assertThat(finding.sentence()).contains("more CPU than they request");
    assertThat(finding.evidence()).contains("126m of a request of 100m");
    assertThat(finding.fix()).startsWith("requests.cpu near 126m");
  }

  @Test
  void a_request_far_above_the_usage_is_found() {
    usage(19);

    Finding finding = only(Kind.REQUEST_FAR_FROM_USAGE);
    assertThat(finding.sentence()).contains("a fraction of the CPU");
    assertThat(finding.fix()).startsWith("requests.cpu near 38m");
  }

  @Test
  void a_request_within_reach_of_the_usage_and_an_idle_workload_are_fine() {
    usage(125);
    assertThat(fixture.findings()).isEmpty();

    usage(20);
    assertThat(fixture.findings()).isEmpty();

    usage(1);
    fixture.demand = StepSeries.constant(1);
    fixture.load = StepSeries.constant(0.9);
    fixture.desired = StepSeries.constant(1);
    fixture.ticks.clear();
    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void a_pod_with_much_more_than_its_share_is_an_uneven_spread() {
    spread(1510, 500, 990);

    Finding finding = only(Kind.UNEVEN_SPREAD);
    assertThat(finding.evidence())
        .isEqualTo(
            "a answered 1510 requests, 1.5 times the mean of 3 pods that were Ready all along");
  }

  @Test
  void one_and_a_half_times_the_mean_is_even_enough() {
    spread(1500, 500, 1000);

    assertThat(fixture.findings()).isEmpty();
  }

  @Test
  void pods_that_came_later_or_are_alone_do_not_count() {
    fixture.uses.set(0, Fixture.use("a", true, 9000, 40, 100, 50, 150, 48));

    assertThat(fixture.findings()).isEmpty();
  }

  private Finding only(Kind kind) {
    List<Finding> findings = fixture.findings();
    assertThat(findings).extracting(Finding::kind).containsExactly(kind);
    return findings.getFirst();
  }

  private void maximum(int replicas) {
    fixture.max = replicas;
    fixture.ticks.set(3, new Tick(75, 4, 4, Constraint.MAXIMUM));
    fixture.ticks.set(4, new Tick(90, 4, 4, Constraint.MAXIMUM));
  }

  /// From 40 s on the load is for 2 replicas, and the metric asks for 4 nevertheless.
  private void calmLoad() {
    fixture.load = StepSeries.of(0, 0.1, 10, 3.6, 40, 2, 70, 3.6, 200, 0.1);
  }

  private void usage(double millicores) {
    fixture.uses.replaceAll(use ->
        Fixture.use(use.name(), false, 1, millicores, 100, millicores, 150, millicores, 250, 1));
  }

  private void spread(long first, long second, long third) {
    fixture.uses.clear();
    fixture.uses.add(Fixture.use("a", true, first, 40, 100, 50, 150, 48));
    fixture.uses.add(Fixture.use("b", true, second, 40, 100, 50, 150, 48));
    fixture.uses.add(Fixture.use("c", true, third, 40, 100, 50, 150, 48));
  }

  private static dev.bellows.core.scaling.hpa.check.Finding surprise(String rule) {
    return new dev.bellows.core.scaling.hpa.check.Finding(
        rule, "spec.behavior", "What will happen.", "better");
  }
}
