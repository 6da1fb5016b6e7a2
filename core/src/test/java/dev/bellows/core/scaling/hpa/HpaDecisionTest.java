package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Event;
import dev.bellows.core.scaling.Step;
import dev.bellows.core.scaling.hpa.ScalingRules.Select;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole reconciliations: status, events and what is remembered.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HpaDecisionTest {

  private static final MetricSpec CPU = Scene.cpu(50);

  @ParameterizedTest(name = "{0} replicas within {1}..{2}: {3}, {4}")
  @CsvSource(
      textBlock =
          """
          0,  1, 10, 0,  scaling is disabled since the replica count of the target is zero
          12, 1, 10, 10, New size: 10; reason: Current number of replicas above Spec.MaxReplicas
          2,  3, 10, 3,  New size: 3; reason: Current number of replicas below Spec.MinReplicas
          """)
  void before_any_metric_is_looked_at(int current, int min, int max, int to, String words) {
    HpaPolicy policy = Scene.policy(min, max, null, CPU);

    Decision decision = first(policy, Scene.ready(current, 86));

    assertThat(decision.to()).isEqualTo(to);
    assertThat(decision.from()).isEqualTo(current);
    assertThat(decision.statusDesiredReplicas()).isEqualTo(to);
    assertThat(decision.rescales()).isEqualTo(current != to);
    assertThat(decision.currentMetrics()).isEmpty();
    assertThat(decision.error()).isEmpty();
    if (current == 0) {
      assertThat(reasons(decision)).containsExactly("SucceededGetScale", "ScalingDisabled");
      assertThat(decision.conditions().get(1).message()).isEqualTo(words);
      assertThat(decision.events()).isEmpty();
    } else {
      assertThat(reasons(decision)).containsExactly("SucceededRescale");
      assertThat(decision.events())
          .containsExactly(new Event("Normal", "SuccessfulRescale", words));
    }
  }

  @ParameterizedTest(name = "{0} replicas within 3..10 are looked at")
  @CsvSource({"3", "10"})
  void at_the_bounds_the_metrics_are_looked_at(int current) {
    assertThat(first(Scene.policy(3, 10, null, CPU), Scene.ready(current, 50)).currentMetrics())
        .hasSize(1);
  }

  @Test
  void a_rescale_says_so() {
    Decision decision = first(Scene.policy(1, 10, null, CPU), Scene.ready(4, 86));

    assertThat(decision.to()).isEqualTo(7);
    assertThat(decision.conditions())
        .containsExactly(
            new Condition(
                "AbleToScale",
                "True",
                "SucceededRescale",
                "the HPA controller was able to update the target scale to 7"),
            new Condition(
                "ScalingActive",
                "True",
                "ValidMetricFound",
                "the HPA was able to successfully calculate a replica count from cpu resource"
                    + " utilization (percentage of request)"),
            new Condition(
                "ScalingLimited",
                "False",
                "DesiredWithinRange",
                "the desired count is within the acceptable range"));
    assertThat(decision.events())
        .containsExactly(
            new Event(
                "Normal",
                "SuccessfulRescale",
                "New size: 7; reason: cpu resource utilization (percentage of request) above target"));
  }

  @Test
  void what_a_reconciliation_does_not_come_to_stays_as_it_was() {
    HpaPolicy policy = Scene.policy(1, 10, null, CPU);
    Step<HpaState> scaled = policy.decide(policy.initialState(), Scene.ready(4, 86).observe());

    Step<HpaState> failed = policy.decide(scaled.state(), Scene.empty().missing(7).observe());
    Step<HpaState> off = policy.decide(failed.state(), Scene.empty().observe());
    Step<HpaState> tooMany = policy.decide(off.state(), Scene.ready(11, 86).observe());

    assertThat(reasons(failed.decision()))
        .containsExactly("SucceededGetScale", "FailedGetResourceMetric", "DesiredWithinRange");
    assertThat(failed.decision().to()).isEqualTo(7);
    assertThat(failed.decision().statusDesiredReplicas()).isEqualTo(7);
    assertThat(reasons(off.decision()))
        .containsExactly("SucceededGetScale", "ScalingDisabled", "DesiredWithinRange");
    assertThat(reasons(tooMany.decision()))
        .containsExactly("SucceededRescale", "ScalingDisabled", "DesiredWithinRange");
  }

  @Test
  void conditions_are_added_in_the_order_in_which_they_are_first_set() {
    HpaPolicy policy = Scene.policy(1, 10, null, CPU);
    Step<HpaState> tooMany = policy.decide(policy.initialState(), Scene.ready(11, 86).observe());
    Step<HpaState> failed = policy.decide(tooMany.state(), Scene.empty().missing(10).observe());
    Step<HpaState> again = policy.decide(failed.state(), Scene.ready(11, 86).observe());

    assertThat(reasons(tooMany.decision())).containsExactly("SucceededRescale");
    assertThat(reasons(failed.decision()))
        .containsExactly("SucceededGetScale", "FailedGetResourceMetric");
    assertThat(failed.decision().statusDesiredReplicas()).as("kept from the rescale").isEqualTo(10);
    assertThat(reasons(again.decision()))
        .containsExactly("SucceededRescale", "FailedGetResourceMetric");
  }

  @Test
  void before_any_success_the_status_wants_no_replicas() {
    Decision decision = first(Scene.policy(1, 10, null, CPU), Scene.empty().missing(4));

    assertThat(decision.to()).isEqualTo(4);
    assertThat(decision.statusDesiredReplicas()).isZero();
    assertThat(decision.currentMetrics()).containsExactly(Map.of("type", ""));
  }

  @Test
  void all_metrics_failing_is_an_error() {
    Decision decision =
        first(
            Scene.policy(1, 10, null, Scene.queue(Scene.value(1)), CPU), Scene.empty().missing(4));
    String cause = "unable to get metric queue: Service on ns shop/no object metric";
    String summary =
        "invalid metrics (2 invalid out of 2), first error is: failed to get object metric value: "
            + cause;

    assertThat(decision.to()).isEqualTo(4);
    assertThat(decision.events())
        .containsExactly(
            new Event("Warning", "FailedGetObjectMetric", cause),
            new Event(
                "Warning",
                "FailedGetResourceMetric",
                "failed to get cpu utilization: unable to get metrics for resource cpu: no metrics"
                    + " returned from resource metrics API"),
            new Event("Warning", "FailedComputeMetricsReplicas", summary));
    assertThat(decision.conditions().get(1))
        .isEqualTo(
            new Condition(
                "ScalingActive",
                "False",
                "FailedGetObjectMetric",
                "the HPA was unable to compute the replica count: " + cause));
    assertThat(decision.error())
        .contains(
            "failed to compute desired number of replicas based on listed metrics for"
                + " Deployment/ns/web: "
                + summary);
  }

  @ParameterizedTest(name = "CPU at {0}m beside a failed metric: {1}")
  @CsvSource({"86, 7", "50, 4", "20, 4"})
  void one_failed_metric_forbids_to_scale_down_and_nothing_else(long milli, int to) {
    Decision decision =
        first(Scene.policy(1, 10, null, Scene.queue(Scene.value(1)), CPU), Scene.ready(4, milli));

    assertThat(decision.to()).isEqualTo(to);
    assertThat(decision.error()).isPresent();
    assertThat(decision.conditions().get(1).reason())
        .isEqualTo(milli < 50 ? "FailedGetObjectMetric" : "ValidMetricFound");
    assertThat(decision.error().orElseThrow())
        .startsWith(milli < 50 ? "failed to compute" : "invalid metrics (1 invalid out of 2)");
    assertThat(decision.events()).hasSize(to == 7 || milli < 50 ? 2 : 1);
    assertThat(decision.currentMetrics().get(0)).isEqualTo(Map.of("type", ""));
    assertThat(decision.currentMetrics().get(1)).containsEntry("type", "Resource");
  }

  @Test
  void the_largest_proposal_counts_and_the_first_of_equals_names_itself() {
    MetricSpec queue = Scene.queue(Scene.average(10_000));
    MetricSpec jobs = Scene.jobs(Scene.average(10_000));
    Scene scene = Scene.ready(4, 86).object("queue", 70_000).external("jobs", 70_000L);

    assertThat(
            first(Scene.policy(1, 10, null, CPU, queue, jobs), scene).conditions().get(1).message())
        .endsWith("from cpu resource utilization (percentage of request)");
    assertThat(
            first(Scene.policy(1, 10, null, jobs, CPU, queue), scene).conditions().get(1).message())
        .endsWith("from external metric jobs(nil)");
    assertThat(
            first(Scene.policy(1, 10, null, Scene.cpu(60), queue), scene)
                .conditions()
                .get(1)
                .message())
        .endsWith("from external metric queue(nil)");
  }

  @Test
  void a_proposal_of_zero_gives_way_to_any_later_one() {
    MetricSpec negative = new MetricSpec.Pods("requests", null, Scene.average(10));
    Scene scene = Scene.ready(4, -20).object("queue", 0);

    Decision decision =
        first(Scene.policy(1, 10, null, Scene.queue(Scene.value(1)), negative), scene);

    assertThat(decision.conditions().get(1).message()).endsWith("from pods metric requests");
    assertThat(((HpaDecision) decision).trace()).isInstanceOf(HpaTrace.Computed.class);
    assertThat(((HpaTrace.Computed) ((HpaDecision) decision).trace()).proposals().replicas())
        .as("never below zero")
        .isZero();
  }

  @Test
  void a_limit_that_moves_the_count_against_the_metrics_has_no_reason() {
    // 3 were found first, so 3 stabilizes; somebody scales to 2 by hand, where the metric is
    // content
    HpaPolicy policy = Scene.policy(1, 10, null, CPU);
    HpaState state = policy.decide(policy.initialState(), Scene.ready(3, 50).observe()).state();

    Decision decision =
        policy.decide(state, Scene.ready(2, 50).atSeconds(1015).observe()).decision();

    assertThat(decision.to()).isEqualTo(3);
    assertThat(decision.events())
        .containsExactly(new Event("Normal", "SuccessfulRescale", "New size: 3; reason: "));
  }

  @Test
  void going_down_all_metrics_are_below_target() {
    Decision decision = first(Scene.policy(1, 10, Scene.behavior(0), CPU), Scene.ready(4, 25));

    assertThat(decision.to()).isEqualTo(2);
    assertThat(decision.events())
        .containsExactly(
            new Event(
                "Normal", "SuccessfulRescale", "New size: 2; reason: All metrics below target"));
  }

  @Test
  void scale_events_are_kept_by_direction_and_only_for_policies() {
    HpaPolicy policy = Scene.policy(3, 10, Scene.behavior(0), CPU);
    HpaPolicy plain = Scene.policy(3, 10, null, CPU);

    assertThat(state(policy, Scene.ready(4, 86)).ups().toDocument())
        .hasToString("[[3, 1000000, 0]]");
    assertThat(state(policy, Scene.ready(4, 86)).downs()).isEqualTo(ScaleEvents.NONE);
    assertThat(state(policy, Scene.ready(4, 41)).downs().toDocument()).isEmpty();
    assertThat(state(policy, Scene.ready(5, 25)).downs().toDocument())
        .hasToString("[[2, 1000000, 0]]");
    assertThat(state(policy, Scene.ready(5, 25)).ups()).isEqualTo(ScaleEvents.NONE);
    assertThat(state(policy, Scene.ready(12, 25)).downs().toDocument())
        .as("also when bounds alone moved the count")
        .hasToString("[[2, 1000000, 0]]");
    assertThat(state(policy, Scene.ready(1, 25)).ups().toDocument())
        .hasToString("[[2, 1000000, 0]]");
    assertThat(state(plain, Scene.ready(4, 86)).ups()).isEqualTo(ScaleEvents.NONE);
    assertThat(state(plain, Scene.ready(12, 86)).downs()).isEqualTo(ScaleEvents.NONE);
  }

  @Test
  void what_the_metrics_asked_for_is_remembered_before_any_limit() {
    HpaPolicy policy = Scene.policy(1, 6, null, CPU);

    assertThat(state(policy, Scene.ready(4, 86)).recommendations())
        .isEqualTo(StabilizationTest.recommendations("4@1000000 7@1000000"));
    assertThat(state(policy, Scene.empty().missing(4)).recommendations())
        .as("a failure recommends nothing")
        .isEqualTo(StabilizationTest.recommendations("4@1000000"));
    assertThat(state(policy, Scene.ready(9, 86)).recommendations())
        .isEqualTo(StabilizationTest.recommendations("9@1000000"));
    assertThat(state(policy, Scene.empty()).recommendations())
        .isEqualTo(StabilizationTest.recommendations("0@1000000"));
  }

  @Test
  void a_direction_without_a_window_has_the_controllers() {
    ScalingRules down =
        new ScalingRules(
            OptionalInt.empty(),
            Select.MAX,
            List.of(Scene.percent(100, 15)),
            OptionalDouble.empty());
    ScalingRules up =
        new ScalingRules(
            OptionalInt.empty(),
            Select.MAX,
            List.of(Scene.percent(100, 15)),
            OptionalDouble.empty());
    HpaPolicy policy =
        new HpaPolicy(
            Scene.spec(1, 10, new Behavior(up, down), CPU),
            new ControllerSettings(0.1, 0, 0, 60_999));
    HpaState state = policy.decide(policy.initialState(), Scene.ready(4, 50).observe()).state();

    assertThat(policy.decide(state, Scene.ready(4, 20).atSeconds(1059).observe()).decision().to())
        .isEqualTo(4);
    assertThat(policy.decide(state, Scene.ready(4, 20).atSeconds(1060).observe()).decision().to())
        .as("whole seconds: 60, not 60.999")
        .isEqualTo(2);
    assertThat(policy.decide(state, Scene.ready(4, 86).atSeconds(1001).observe()).decision().to())
        .as("up is not stabilized")
        .isEqualTo(7);
  }

  @ParameterizedTest(name = "CPU at {0}m of 50m with tolerances of {1} down and {2} up: {3}")
  @CsvSource({
    "60, 0.5, 0.2, 4",
    "61, 0.5, 0.2, 5",
    "25, 0.5, 0.2, 4",
    "24, 0.5, 0.2, 2",
    "51, 0.5, 0, 5",
    "49, 0, 0.5, 4",
    "25, 0, 0.5, 2",
    "56, , , 5",
    "55, , , 4"
  })
  void each_direction_has_its_own_tolerance(long milli, Double down, Double up, int to) {
    Behavior behavior =
        new Behavior(
            tolerant(up, Scene.percent(100, 15), Scene.pods(4, 15)),
            tolerant(down, Scene.percent(100, 15)));

    assertThat(first(Scene.policy(1, 10, behavior, CPU), Scene.ready(4, milli)).to()).isEqualTo(to);
  }

  private static ScalingRules tolerant(Double tolerance, ScalingRules.Policy... policies) {
    return new ScalingRules(
        OptionalInt.of(0),
        Select.MAX,
        List.of(policies),
        tolerance == null ? OptionalDouble.empty() : OptionalDouble.of(tolerance));
  }

  static Decision first(HpaPolicy policy, Scene scene) {
    return policy.decide(policy.initialState(), scene.observe()).decision();
  }

  private static HpaState state(HpaPolicy policy, Scene scene) {
    return policy.decide(policy.initialState(), scene.observe()).state();
  }

  private static List<String> reasons(Decision decision) {
    return decision.conditions().stream().map(Condition::reason).toList();
  }
}
