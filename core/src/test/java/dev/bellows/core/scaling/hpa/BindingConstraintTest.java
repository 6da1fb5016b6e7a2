package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.ScalingRules.Select;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Every constraint that binds hides the next: taking it away must make the next one bind, down to
/// the metric itself.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class BindingConstraintTest {

  private static final MetricSpec CPU = Scene.cpu(50);

  /// 4 replicas at 400 % ask for 32; 20 were recommended a minute ago; 10 more a minute are
  /// allowed; at most 12.
  @Test
  void on_the_way_up_each_constraint_taken_away_makes_the_next_one_bind() {
    ScalingRules slow = Scene.rules(300, Select.MAX, Scene.pods(10, 60));
    ScalingRules free = Scene.rules(300, Select.MAX, Scene.pods(1000, 60));
    ScalingRules freeAndEager = Scene.rules(0, Select.MAX, Scene.pods(1000, 60));

    binds(Constraint.MAXIMUM, 12, up(slow, 12));
    binds(Constraint.RATE, 14, up(slow, 100));
    binds(Constraint.STABILIZATION, 20, up(free, 100));
    binds(Constraint.METRIC, 32, up(freeAndEager, 100));
  }

  /// 20 replicas at 5 % ask for 2; 8 were recommended a minute ago; 7 fewer a minute are allowed;
  /// at least 15.
  @Test
  void on_the_way_down_each_constraint_taken_away_makes_the_next_one_bind() {
    ScalingRules slow = Scene.rules(300, Select.MAX, Scene.pods(7, 60));
    ScalingRules free = Scene.rules(300, Select.MAX, Scene.pods(1000, 60));
    ScalingRules freeAndEager = Scene.rules(0, Select.MAX, Scene.pods(1000, 60));

    binds(Constraint.MINIMUM, 15, down(slow, 15));
    binds(Constraint.RATE, 13, down(slow, 1));
    binds(Constraint.STABILIZATION, 8, down(free, 1));
    binds(Constraint.METRIC, 2, down(freeAndEager, 1));
  }

  /// 4 replicas at 400 % ask for 32 of 6 without behavior: then double, then nothing binds.
  @Test
  void without_behavior_the_maximum_hides_the_doubling_and_the_doubling_the_metric() {
    binds(
        Constraint.MAXIMUM,
        6,
        HpaDecisionTest.first(Scene.policy(1, 6, null, CPU), Scene.ready(4, 400)));
    binds(
        Constraint.RATE,
        8,
        HpaDecisionTest.first(Scene.policy(1, 60, null, CPU), Scene.ready(4, 400)));
    binds(
        Constraint.METRIC,
        8,
        HpaDecisionTest.first(Scene.policy(1, 60, null, CPU), Scene.ready(4, 100)));
  }

  @Test
  void without_behavior_the_window_hides_the_metric() {
    HpaPolicy policy = Scene.policy(1, 60, null, CPU);
    HpaState nine = policy.decide(policy.initialState(), Scene.ready(9, 50).observe()).state();

    binds(
        Constraint.STABILIZATION,
        9,
        policy.decide(nine, Scene.ready(9, 20).atSeconds(1300).observe()).decision());
    binds(
        Constraint.METRIC,
        4,
        policy.decide(nine, Scene.ready(9, 20).atSeconds(1301).observe()).decision());
  }

  @Test
  void a_disabled_direction_hides_the_metric() {
    Behavior off =
        new Behavior(
            Scene.rules(0, Select.DISABLED, Scene.pods(9, 15)),
            Scene.rules(0, Select.DISABLED, Scene.pods(9, 15)));

    binds(
        Constraint.RATE,
        4,
        HpaDecisionTest.first(Scene.policy(1, 60, off, CPU), Scene.ready(4, 400)));
    binds(
        Constraint.RATE,
        4,
        HpaDecisionTest.first(Scene.policy(1, 60, off, CPU), Scene.ready(4, 10)));
  }

  @Test
  void the_tolerance_binds_when_nothing_else_does() {
    binds(
        Constraint.TOLERANCE,
        4,
        HpaDecisionTest.first(Scene.policy(1, 9, null, CPU), Scene.ready(4, 54)));
    binds(
        Constraint.TOLERANCE,
        8,
        HpaDecisionTest.first(Scene.policy(1, 9, null, CPU), Scene.ready(4, 100).pending(4)));
    binds(
        Constraint.METRIC,
        8,
        HpaDecisionTest.first(Scene.policy(1, 9, null, CPU), Scene.ready(4, 60).pending(4)));
  }

  @Test
  void what_is_found_binds_before_any_metric() {
    HpaPolicy policy = Scene.policy(3, 9, null, CPU);

    binds(Constraint.DISABLED, 0, HpaDecisionTest.first(policy, Scene.empty()));
    binds(Constraint.MAXIMUM, 9, HpaDecisionTest.first(policy, Scene.ready(12, 1)));
    binds(Constraint.MINIMUM, 3, HpaDecisionTest.first(policy, Scene.ready(1, 1)));
    binds(Constraint.UNAVAILABLE, 5, HpaDecisionTest.first(policy, Scene.empty().missing(5)));
  }

  private static Decision up(ScalingRules rules, int max) {
    Behavior behavior = new Behavior(rules, Scene.rules(0, Select.MAX, Scene.pods(1000, 60)));
    return after("20@940000", behavior, 1, max, Scene.ready(4, 400));
  }

  private static Decision down(ScalingRules rules, int min) {
    Behavior behavior = new Behavior(Scene.rules(0, Select.MAX, Scene.pods(1000, 60)), rules);
    return after("8@940000", behavior, min, 100, Scene.ready(20, 5));
  }

  private static Decision after(
      String recommended, Behavior behavior, int min, int max, Scene scene) {
    HpaState state =
        new HpaState(
            StabilizationTest.recommendations(recommended),
            ScaleEvents.NONE,
            ScaleEvents.NONE,
            HpaState.INITIAL.conditions(),
            0);
    return Scene.policy(min, max, behavior, CPU).decide(state, scene.observe()).decision();
  }

  private static void binds(Constraint constraint, int replicas, Decision decision) {
    assertThat(decision.binding()).as(decision.sentence()).isEqualTo(constraint);
    assertThat(decision.to()).as(decision.sentence()).isEqualTo(replicas);
    assertThat(decision.toDocument())
        .containsEntry("to", replicas)
        .containsEntry("binding", constraint.name());
  }
}
