package dev.bellows.core.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ElasticityTest {

  private static final StepSeries DEMAND = StepSeries.of(0, 1, 10, 4, 40, 2, 70, 5);

  @Test
  void a_supply_that_is_the_demand_scores_zero_everywhere() {
    Elasticity perfect = Elasticity.of(DEMAND, DEMAND, 100);

    assertThat(perfect).isEqualTo(new Elasticity(0, 0, 0, 0, 0, 0, 8, 8, 0));
  }

  @Test
  void one_replica_too_many_throughout_is_a_theta_and_a_tau_of_one() {
    Elasticity generous = Elasticity.of(DEMAND, DEMAND.map(replicas -> replicas + 1), 100);

    assertThat(generous.thetaO()).isEqualTo(1);
    assertThat(generous.tauO()).isEqualTo(1);
    assertThat(generous.thetaU()).isZero();
    assertThat(generous.tauU()).isZero();
    assertThat(generous.jitterPerMinute()).isZero();
    // 10 s x 1/1 + 30 s x 1/4 + 30 s x 1/2 + 30 s x 1/5 = 38.5 s of 100 s.
    assertThat(generous.thetaONormalized()).isCloseTo(0.385, within(1e-9));
  }

  /// Worked by hand, the supply late by 20 s and one too high once:
  ///
  /// | from | to | d | s | under | over |
  /// |---|---|---|---|---|---|
  /// | 0 | 10 | 1 | 1 | | |
  /// | 10 | 30 | 4 | 1 | 3 x 20 = 60 | |
  /// | 30 | 40 | 4 | 6 | | 2 x 10 = 20 |
  /// | 40 | 60 | 2 | 6 | | 4 x 20 = 80 |
  /// | 60 | 70 | 2 | 2 | | |
  /// | 70 | 90 | 5 | 2 | 3 x 20 = 60 | |
  /// | 90 | 100 | 5 | 5 | | |
  @Test
  void a_late_supply_scores_what_the_table_says() {
    StepSeries late = StepSeries.of(0, 1, 30, 6, 60, 2, 90, 5);

    Elasticity elasticity = Elasticity.of(DEMAND, late, 100);

    assertThat(elasticity.thetaU()).isCloseTo(1.2, within(1e-9));
    assertThat(elasticity.thetaO()).isCloseTo(1.0, within(1e-9));
    assertThat(elasticity.thetaUNormalized()).isCloseTo((60 / 4.0 + 60 / 5.0) / 100, within(1e-9));
    assertThat(elasticity.thetaONormalized()).isCloseTo((20 / 4.0 + 80 / 2.0) / 100, within(1e-9));
    assertThat(elasticity.tauU()).isCloseTo(0.4, within(1e-9));
    assertThat(elasticity.tauO()).isCloseTo(0.3, within(1e-9));
    assertThat(elasticity.demandChanges()).isEqualTo(3 + 2 + 3);
    assertThat(elasticity.supplyChanges()).isEqualTo(5 + 4 + 3);
    assertThat(elasticity.jitterPerMinute()).isCloseTo((12 - 8) / 100.0 * 60, within(1e-9));
  }

  @Test
  void a_supply_that_moves_less_than_the_demand_has_a_negative_jitter() {
    assertThat(Elasticity.of(DEMAND, StepSeries.constant(4), 120).jitterPerMinute())
        .isCloseTo(-4, within(1e-9));
  }

  @Test
  void a_surplus_over_a_demand_of_nothing_is_divided_by_one() {
    Elasticity elasticity = Elasticity.of(StepSeries.constant(0), StepSeries.constant(3), 10);

    assertThat(elasticity.thetaONormalized()).isEqualTo(3);
    assertThat(elasticity.thetaUNormalized()).isZero();
  }

  @Test
  void the_time_after_the_last_point_counts() {
    Elasticity elasticity = Elasticity.of(StepSeries.constant(1), StepSeries.of(0, 1, 90, 3), 100);

    assertThat(elasticity.thetaO()).isCloseTo(0.2, within(1e-9));
    assertThat(elasticity.tauO()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void a_point_at_the_very_end_is_a_change_that_lasts_no_time() {
    Elasticity elasticity = Elasticity.of(StepSeries.constant(1), StepSeries.of(0, 1, 100, 3), 100);

    assertThat(elasticity.thetaO()).isZero();
    assertThat(elasticity.supplyChanges()).isEqualTo(2);
  }

  @Test
  void an_end_before_the_last_point_is_refused() {
    assertThatThrownBy(() -> Elasticity.of(DEMAND, StepSeries.constant(1), 69))
        .hasMessage(
            "the end must not be before the last point of the demand (70.0 s), but was 69.0 s");
    assertThatThrownBy(() -> Elasticity.of(StepSeries.constant(1), DEMAND, 69))
        .hasMessageContaining("of the supply (70.0 s)");
  }

  @Test
  void an_end_at_zero_is_refused() {
    assertThatThrownBy(() -> Elasticity.of(StepSeries.constant(1), StepSeries.constant(1), 0))
        .hasMessage("the end must be a number of seconds above 0, but was 0.0");
  }
}
