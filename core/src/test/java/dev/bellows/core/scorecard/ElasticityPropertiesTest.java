package dev.bellows.core.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What holds for every pair of series.
final class ElasticityPropertiesTest {

  private static final double UNTIL = 3600;

  @Property(tries = 300, seed = "20161")
  void perfect_is_zero(@ForAll("series") StepSeries demand) {
    Elasticity elasticity = Elasticity.of(demand, demand, UNTIL);

    assertThat(elasticity)
        .isEqualTo(new Elasticity(0, 0, 0, 0, 0, 0, demand.changes(), demand.changes(), 0));
  }

  @Property(tries = 300, seed = "20162")
  void a_constant_surplus_is_theta_o(
      @ForAll("series") StepSeries demand, @ForAll @IntRange(min = 1, max = 9) int surplus) {
    Elasticity elasticity =
        Elasticity.of(demand, demand.map(replicas -> replicas + surplus), UNTIL);

    assertThat(elasticity.thetaO()).isCloseTo(surplus, within(1e-9));
    assertThat(elasticity.tauO()).isCloseTo(1, within(1e-9));
    assertThat(elasticity.thetaU()).isZero();
  }

  /// Who exchanges demand and supply exchanges under and over.
  @Property(tries = 300, seed = "20163")
  void under_and_over_mirror_each_other(
      @ForAll("series") StepSeries first, @ForAll("series") StepSeries second) {
    Elasticity there = Elasticity.of(first, second, UNTIL);
    Elasticity back = Elasticity.of(second, first, UNTIL);

    assertThat(there.thetaU()).isCloseTo(back.thetaO(), within(1e-9));
    assertThat(there.tauO()).isCloseTo(back.tauU(), within(1e-9));
    assertThat(there.jitterPerMinute()).isCloseTo(-back.jitterPerMinute(), within(1e-9));
  }

  /// `theta_O - theta_U` is the difference of the means.
  @Property(tries = 300, seed = "20164")
  void the_thetas_balance_the_means(
      @ForAll("series") StepSeries demand, @ForAll("series") StepSeries supply) {
    Elasticity elasticity = Elasticity.of(demand, supply, UNTIL);

    assertThat(elasticity.thetaO() - elasticity.thetaU())
        .isCloseTo((supply.integral(UNTIL) - demand.integral(UNTIL)) / UNTIL, within(1e-6));
    assertThat(elasticity.tauU() + elasticity.tauO()).isBetween(0.0, 1 + 1e-9);
    assertThat(elasticity.thetaUNormalized()).isLessThanOrEqualTo(elasticity.tauU() + 1e-9);
  }

  /// The whole is the mean of its halves, weighted by their length: nothing is lost at a cut.
  @Property(tries = 200, seed = "20165")
  void a_cut_changes_nothing(
      @ForAll("series") StepSeries demand,
      @ForAll("series") StepSeries supply,
      @ForAll @IntRange(min = 1, max = 3599) int cut) {
    Elasticity whole = Elasticity.of(demand, supply, UNTIL);
    Elasticity first = Elasticity.of(demand.between(0, cut), supply.between(0, cut), cut);
    Elasticity second =
        Elasticity.of(demand.between(cut, UNTIL), supply.between(cut, UNTIL), UNTIL - cut);

    assertThat((first.thetaU() * cut + second.thetaU() * (UNTIL - cut)) / UNTIL)
        .isCloseTo(whole.thetaU(), within(1e-6));
    assertThat((first.tauO() * cut + second.tauO() * (UNTIL - cut)) / UNTIL)
        .isCloseTo(whole.tauO(), within(1e-6));
  }

  @Provide
  Arbitrary<StepSeries> series() {
    return AnySeries.until((int) UNTIL);
  }
}
