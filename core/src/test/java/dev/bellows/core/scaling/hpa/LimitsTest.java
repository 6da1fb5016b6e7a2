package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.hpa.ScalingRules.Select;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policies, scale events and bounds. The clock stands at 100 s.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class LimitsTest {

  private static final long NOW = 100_000;

  @ParameterizedTest(name = "{0} from {1}, {2} pods and {3} %, select {4}: {5}")
  @CsvSource(
      textBlock =
          """
          up,   10, 4,  100, MAX,      20
          up,   10, 4,  100, MIN,      14
          up,   3,  4,  100, MAX,      7
          up,   3,  4,  100, MIN,      6
          up,   10, 4,  100, DISABLED, 10
          up,   3,  1,  1,   MIN,      4
          up,   3,  0,  50,  MAX,      5
          down, 10, 4,  50,  MAX,      5
          down, 10, 4,  50,  MIN,      6
          down, 3,  1,  50,  MAX,      1
          down, 3,  1,  50,  MIN,      2
          down, 10, 4,  50,  DISABLED, 10
          down, 10, 4,  100, MAX,      0
          down, 10, 4,  200, MAX,      -10
          """)
  void the_policies_of_a_direction(
      String direction, int current, int pods, int percent, Select select, int allowed) {
    ScalingRules rules = Scene.rules(0, select, Scene.pods(pods, 15), Scene.percent(percent, 15));

    RateLimit limit =
        new RateLimit(
            direction.equals("up"), current, NOW, rules, ScaleEvents.NONE, ScaleEvents.NONE);

    assertThat(limit.replicas()).isEqualTo(allowed);
    assertThat(limit.selected() == null).isEqualTo(select == Select.DISABLED);
  }

  @Test
  void replicas_added_and_removed_within_the_period_are_taken_back_to_its_start() {
    ScaleEvents ups = ScaleEvents.NONE.with(5, 90_000, 15).with(2, 95_000, 15);
    ScaleEvents downs = ScaleEvents.NONE.with(3, 85_000, 15).with(1, 86_000, 15);
    ScalingRules rules = Scene.rules(0, Select.MAX, Scene.pods(4, 15), Scene.percent(50, 5));

    RateLimit up = new RateLimit(true, 10, NOW, rules, ups, downs);
    RateLimit down = new RateLimit(false, 10, NOW, rules, ups, downs);

    assertThat(up.allowances())
        .containsExactly(
            new RateLimit.Allowance(rules.policies().get(0), 4, 8, false),
            new RateLimit.Allowance(rules.policies().get(1), 10, 15, true));
    assertThat(down.allowances())
        .containsExactly(
            new RateLimit.Allowance(rules.policies().get(0), 4, 0, true),
            new RateLimit.Allowance(rules.policies().get(1), 10, 5, false));
    assertThat(up.select()).isEqualTo(Select.MAX);
  }

  @Test
  void an_exhausted_policy_forbids_change_and_undoes_none() {
    ScaleEvents eight = ScaleEvents.NONE.with(8, 99_000, 15);
    ScalingRules rules = Scene.rules(0, Select.MAX, Scene.pods(4, 15));

    assertThat(new RateLimit(true, 10, NOW, rules, eight, ScaleEvents.NONE).replicas())
        .isEqualTo(10);
    assertThat(new RateLimit(false, 2, NOW, rules, ScaleEvents.NONE, eight).replicas())
        .isEqualTo(2);
  }

  @Test
  void of_equal_policies_the_first_is_selected() {
    ScalingRules rules = Scene.rules(0, Select.MAX, Scene.pods(10, 15), Scene.percent(100, 15));

    RateLimit limit = new RateLimit(true, 10, NOW, rules, ScaleEvents.NONE, ScaleEvents.NONE);

    assertThat(limit.selected()).isEqualTo(Scene.pods(10, 15));
    assertThat(new RateLimit(false, 10, NOW, rules, ScaleEvents.NONE, ScaleEvents.NONE).selected())
        .isEqualTo(Scene.pods(10, 15));
  }

  @Test
  void a_policy_beyond_32_bits_forbids_any_change() {
    ScalingRules pods = Scene.rules(0, Select.MAX, Scene.pods(Integer.MAX_VALUE, 15));
    ScalingRules percent = Scene.rules(0, Select.MAX, Scene.percent(Integer.MAX_VALUE, 15));

    assertThat(new RateLimit(true, 10, NOW, pods, ScaleEvents.NONE, ScaleEvents.NONE).replicas())
        .isEqualTo(10);
    assertThat(
            new RateLimit(true, 1000, NOW, percent, ScaleEvents.NONE, ScaleEvents.NONE).replicas())
        .isEqualTo(1000);
  }

  @Test
  void an_event_exactly_as_old_as_the_period_no_longer_counts() {
    ScaleEvents event = ScaleEvents.NONE.with(5, 85_000, 15);

    assertThat(event.changeWithin(15, 100_000)).isZero();
    assertThat(event.changeWithin(15, 99_999)).isEqualTo(5);
  }

  @Test
  void an_event_older_than_every_period_gives_up_its_place() {
    ScaleEvents three =
        ScaleEvents.NONE.with(1, 10_000, 60).with(2, 20_000, 60).with(3, 30_000, 60);

    ScaleEvents replaced = three.with(4, 41_000, 15);

    assertThat(three.toDocument()).hasToString("[[1, 10000, 0], [2, 20000, 0], [3, 30000, 0]]");
    assertThat(replaced.toDocument()).hasToString("[[1, 10000, 1], [4, 41000, 0], [3, 30000, 0]]");
    assertThat(replaced.with(5, 42_000, 60).toDocument())
        .as("what was once outdated stays so, even when a period grows")
        .hasToString("[[5, 42000, 0], [4, 41000, 0], [3, 30000, 0]]");
    assertThat(three.with(4, 35_000, 15).size()).as("exactly as old stays").isEqualTo(3);
    assertThat(three.with(4, 25_000, 15).size()).as("exactly as old stays").isEqualTo(4);
    assertThat(replaced.outdated(0)).isTrue();
    assertThat(replaced.outdated(1)).isFalse();
    assertThat(replaced.change(1)).isEqualTo(4);
    assertThat(replaced.atMillis(1)).isEqualTo(41_000);
  }

  @Test
  void the_longest_period_of_a_direction_counts() {
    assertThat(
            Scene.rules(0, Select.MAX, Scene.pods(1, 15), Scene.pods(1, 60), Scene.pods(1, 30))
                .longestPeriodSeconds())
        .isEqualTo(60);
  }

  @ParameterizedTest(name = "{0} -> {1} within {2}..{3}: {4} ({5}, {6})")
  @CsvSource(
      textBlock =
          """
          5,  12, 1, 20, 10, RATE,    ScaleUpLimit
          5,  12, 1, 10, 10, MAXIMUM, TooManyReplicas
          5,  12, 1, 8,  8,  MAXIMUM, TooManyReplicas
          5,  10, 1, 20, 10, ,        DesiredWithinRange
          1,  5,  1, 20, 4,  RATE,    ScaleUpLimit
          2,  5,  1, 20, 4,  RATE,    ScaleUpLimit
          3,  7,  1, 20, 6,  RATE,    ScaleUpLimit
          5,  1,  2, 20, 2,  MINIMUM, TooFewReplicas
          5,  2,  2, 20, 2,  ,        DesiredWithinRange
          5,  5,  1, 20, 5,  ,        DesiredWithinRange
          """)
  void without_behavior(
      int current,
      int desired,
      int min,
      int max,
      int replicas,
      Constraint constraint,
      String reason) {
    Limits limits = new Limits.ByController(current, desired, min, max);

    assertThat(limits.replicas()).isEqualTo(replicas);
    assertThat(limits.constraint()).isEqualTo(constraint);
    assertThat(limits.condition().reason()).isEqualTo(reason);
    assertThat(limits.condition().status()).isEqualTo(constraint == null ? "False" : "True");
    assertThat(limits.bind()).isEqualTo(constraint != null);
  }

  @ParameterizedTest(name = "{0} -> {1} within {2}..{3}: {4} ({5}, {6})")
  @CsvSource(
      textBlock =
          """
          5,  12, 1, 20, 9,  RATE,    ScaleUpLimit
          5,  12, 1, 9,  9,  MAXIMUM, TooManyReplicas
          5,  12, 1, 8,  8,  MAXIMUM, TooManyReplicas
          5,  9,  1, 9,  9,  ,        DesiredWithinRange
          9,  2,  1, 20, 5,  RATE,    ScaleDownLimit
          9,  2,  5, 20, 5,  MINIMUM, TooFewReplicas
          9,  2,  6, 20, 6,  MINIMUM, TooFewReplicas
          9,  5,  5, 20, 5,  ,        DesiredWithinRange
          5,  5,  1, 20, 5,  ,        DesiredWithinRange
          """)
  void with_behavior(
      int current,
      int desired,
      int min,
      int max,
      int replicas,
      Constraint constraint,
      String reason) {
    ScalingRules rules = Scene.rules(0, Select.MAX, Scene.pods(4, 15));
    RateLimit rate =
        current == desired
            ? null
            : new RateLimit(
                desired > current, current, NOW, rules, ScaleEvents.NONE, ScaleEvents.NONE);

    Limits limits = new Limits.ByBehavior(current, desired, min, max, rate);

    assertThat(limits.replicas()).isEqualTo(replicas);
    assertThat(limits.constraint()).isEqualTo(constraint);
    assertThat(limits.condition().reason()).isEqualTo(reason);
  }

  @Test
  void words_of_the_api_that_do_not_exist_are_refused() {
    assertThatThrownBy(() -> Select.of("Most"))
        .hasMessage("selectPolicy must be Max, Min or Disabled, but was Most");
    assertThatThrownBy(() -> ScalingRules.Unit.of("Cores"))
        .hasMessage("a policy's type must be Pods or Percent, but was Cores");
  }
}
