package dev.bellows.core.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class FlapTest {

  private static final StepSeries STEADY = StepSeries.constant(5);

  @Test
  void there_and_back_under_a_steady_demand_are_a_flap() {
    assertThat(Flap.of(STEADY, StepSeries.of(0, 5, 60, 7, 120, 5)))
        .containsExactly(new Flap(60, 120, false));
  }

  @Test
  void every_further_reversal_is_one_more() {
    assertThat(Flap.of(STEADY, StepSeries.of(0, 5, 60, 7, 120, 5, 180, 7, 240, 5)))
        .containsExactly(
            new Flap(60, 120, false), new Flap(120, 180, true), new Flap(180, 240, false));
  }

  @Test
  void a_reversal_counts_up_to_five_minutes_later_and_no_more() {
    assertThat(Flap.of(STEADY, StepSeries.of(0, 5, 60, 7, 360, 5))).hasSize(1);
    assertThat(Flap.of(STEADY, StepSeries.of(0, 5, 60, 7, 360.1, 5))).isEmpty();
  }

  @Test
  void steps_in_one_direction_are_none() {
    assertThat(Flap.of(STEADY, StepSeries.of(0, 1, 30, 2, 60, 4, 90, 5))).isEmpty();
  }

  @Test
  void a_supply_that_follows_the_demand_up_and_down_has_none() {
    StepSeries demand = StepSeries.of(0, 1, 10, 6, 100, 1);

    assertThat(Flap.of(demand, StepSeries.of(0, 1, 40, 2, 70, 6, 170, 3, 230, 1))).isEmpty();
  }

  /// The load begins with the recording, so the fall at its end is the demand's first change.
  @Test
  void the_first_change_of_the_demand_is_a_turn() {
    StepSeries demand = StepSeries.of(0, 6, 100, 1);

    assertThat(Flap.of(demand, StepSeries.of(0, 1, 40, 6, 170, 1))).isEmpty();
  }

  @Test
  void a_turn_at_the_very_moment_excuses_the_reversal_and_one_after_it_does_not() {
    StepSeries supply = StepSeries.of(0, 1, 40, 6, 170, 1);

    assertThat(Flap.of(StepSeries.of(0, 6, 170, 1), supply)).isEmpty();
    assertThat(Flap.of(StepSeries.of(0, 6, 171, 1), supply)).hasSize(1);
  }

  @Test
  void one_turn_of_the_demand_excuses_one_turn_of_the_supply() {
    StepSeries demand = StepSeries.of(0, 1, 10, 6, 100, 1);
    StepSeries supply = StepSeries.of(0, 1, 40, 6, 120, 3, 150, 5, 180, 1);

    assertThat(Flap.of(demand, supply))
        .containsExactly(new Flap(120, 150, true), new Flap(150, 180, false));
  }

  /// The demand goes on falling; that is no turn, so supply going up and down meanwhile is its own
  /// doing.
  @Test
  void a_demand_that_goes_on_the_same_way_excuses_nothing() {
    StepSeries demand = StepSeries.of(0, 9, 10, 8, 60, 7, 110, 6, 160, 5);
    StepSeries supply = StepSeries.of(0, 9, 30, 7, 90, 8, 150, 6);

    assertThat(Flap.of(demand, supply))
        .containsExactly(new Flap(30, 90, true), new Flap(90, 150, false));
  }
}
