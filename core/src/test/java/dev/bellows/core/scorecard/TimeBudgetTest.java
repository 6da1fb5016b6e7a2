package dev.bellows.core.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scorecard.TimeBudget.Span;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class TimeBudgetTest {

  private static final Map<Border, Long> ALL =
      Map.of(
          Border.LOAD_CROSSED, 10_000L,
          Border.METRIC_SHOWED, 22_500L,
          Border.DESIRED_CHANGED, 28_001L,
          Border.PODS_CREATED, 28_100L,
          Border.PODS_READY, 29_400L,
          Border.SLO_HELD, 35_000L);

  @Test
  void each_stage_is_the_time_between_two_borders() {
    TimeBudget budget = new TimeBudget(1, 2, ALL);

    assertThat(budget.millis(Stage.DETECT)).hasValue(12_500);
    assertThat(budget.millis(Stage.DECIDE)).hasValue(5_501);
    assertThat(budget.millis(Stage.ACTUATE)).hasValue(99);
    assertThat(budget.millis(Stage.START)).hasValue(1_300);
    assertThat(budget.millis(Stage.RECOVER)).hasValue(5_600);
    assertThat(budget.wholeMillis()).hasValue(25_000);
    assertThat(budget.missing()).isEmpty();
  }

  @Test
  void a_border_that_was_not_observed_is_not_made_up() {
    Map<Border, Long> without = new EnumMap<>(ALL);
    without.remove(Border.PODS_CREATED);
    TimeBudget budget = new TimeBudget(1, 2, without);

    assertThat(budget.millis(Stage.ACTUATE)).isEmpty();
    assertThat(budget.millis(Stage.START)).isEmpty();
    assertThat(budget.missing()).containsExactly(Border.PODS_CREATED);
    assertThat(budget.wholeMillis()).hasValue(25_000);
    assertThat(budget.spans())
        .containsExactly(
            new Span(Set.of(Stage.DETECT), 12_500),
            new Span(Set.of(Stage.DECIDE), 5_501),
            new Span(Set.of(Stage.ACTUATE, Stage.START), 1_399),
            new Span(Set.of(Stage.RECOVER), 5_600));
  }

  @Test
  void a_whole_without_its_ends_is_none() {
    Map<Border, Long> endless = new EnumMap<>(ALL);
    endless.remove(Border.SLO_HELD);
    Map<Border, Long> causeless = new EnumMap<>(ALL);
    causeless.remove(Border.LOAD_CROSSED);

    assertThat(new TimeBudget(1, 2, endless).wholeMillis()).isEmpty();
    assertThat(new TimeBudget(1, 2, causeless).wholeMillis()).isEmpty();
    assertThat(new TimeBudget(1, 2, Map.of()).spans()).isEmpty();
  }

  @Property(tries = 500, seed = "46847")
  void the_parts_add_up_to_the_whole(@ForAll("instants") Map<Border, Long> instants) {
    TimeBudget budget = new TimeBudget(1, 2, instants);
    long sum = budget.spans().stream().mapToLong(Span::millis).sum();

    if (budget.missing().isEmpty()) {
      long stages = 0;
      for (Stage stage : Stage.values()) {
        stages += budget.millis(stage).orElseThrow();
      }
      assertThat(stages).isEqualTo(budget.wholeMillis().orElseThrow());
    }
    budget.wholeMillis().ifPresent(whole -> assertThat(sum).isEqualTo(whole));
    List<Stage> told = budget.spans().stream().flatMap(span -> span.stages().stream()).toList();
    assertThat(told).doesNotHaveDuplicates().isSorted();
  }

  @Provide
  Arbitrary<Map<Border, Long>> instants() {
    return Arbitraries.maps(
            Arbitraries.of(Border.class), Arbitraries.longs().between(0, 1_000_000_000_000L))
        .map(HashMap::new);
  }
}
