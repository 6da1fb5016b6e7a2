package dev.bellows.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.core.scorecard.AnySeries;
import dev.bellows.core.scorecard.Overlay;
import dev.bellows.core.scorecard.StepSeries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CostReportTest {

  /// A core for 0.04 an hour, a GiB for 0.008, a GiB of volume for 7.30 a month: 0.01 an hour.
  private static final Prices PRICES =
      new Prices(
          "EUR", new HourlyPrice(0.04), new HourlyPrice(0.008), new MonthlyPrice(7.3), 2, 0.5);

  private static final Footprint HALF_CORE = new Footprint(500, 256, 2, 0);
  private static final double HOUR = 3600;

  /// 2 replicas for half an hour, 4 for the other half: 3 replica-hours, of which the demand was 1
  /// and 3: 2 replica-hours.
  private static final StepSeries PAID = StepSeries.of(0, 2, 1800, 4);

  private static final StepSeries DEMAND = StepSeries.of(0, 1, 1800, 3);

  private final CostReport report = CostReport.of(PRICES, HALF_CORE, DEMAND, PAID, HOUR, 500_000);

  @Test
  void a_run_costs_its_replica_hours_by_what_they_hold() {
    assertThat(report.run().replicaHours()).isCloseTo(3, within(1e-12));
    assertThat(report.run().cpu()).isCloseTo(3 * 0.5 * 0.04, within(1e-12));
    assertThat(report.run().memory()).isCloseTo(3 * 0.25 * 0.008, within(1e-12));
    assertThat(report.run().storage()).isCloseTo(3 * 2 * 0.01, within(1e-12));
    assertThat(report.run().requests()).isCloseTo(1, within(1e-12));
    assertThat(report.run().total()).isCloseTo(0.06 + 0.006 + 0.06 + 1, within(1e-12));
    assertThat(report.currency()).isEqualTo("EUR");
  }

  @Test
  void what_was_not_needed_is_a_part_of_it() {
    assertThat(report.overProvisioned()).isCloseTo(0.042, within(1e-12));
  }

  @Test
  void the_others_are_the_peak_throughout_and_the_demand_itself() {
    assertThat(report.staticPeak().replicaHours()).isCloseTo(3, within(1e-12));
    assertThat(report.oracle().replicaHours()).isCloseTo(2, within(1e-12));
    assertThat(report.oracle().total()).isCloseTo(0.084 + 1, within(1e-12));
    assertThat(report.potential()).isCloseTo(0.042 / 1.126, within(1e-12));
  }

  @Test
  void it_tells_the_price_of_a_thousand_answers_of_now_and_of_a_month() {
    assertThat(report.perThousandAnswered().getAsDouble()).isCloseTo(1.126 / 500, within(1e-12));
    assertThat(report.now().amount()).isCloseTo(4 * 0.042, within(1e-12));
    assertThat(report.monthProjection().amount()).isCloseTo(1.126 * 730, within(1e-9));
  }

  @Test
  void a_limit_is_exceeded_only_above_it() {
    assertThat(report.exceeds(0.002253)).isFalse();
    assertThat(report.exceeds(0.002251)).isTrue();
  }

  @Test
  void a_run_without_answers_has_no_price_for_them_and_exceeds_every_limit() {
    CostReport idle = CostReport.of(PRICES, HALF_CORE, DEMAND, PAID, HOUR, 0);

    assertThat(idle.perThousandAnswered()).isEmpty();
    assertThat(idle.exceeds(1_000_000)).isTrue();
  }

  @Test
  void what_costs_nothing_exceeds_no_limit_and_has_no_potential() {
    CostReport free = CostReport.of(PRICES, Footprint.of(0, 0), DEMAND, PAID, HOUR, 0);

    assertThat(free.exceeds(0)).isFalse();
    assertThat(free.potential()).isZero();
  }

  @Test
  void spot_machines_take_their_discount_off_cpu_and_memory_alone() {
    Footprint spot = new Footprint(500, 256, 2, 0.4);

    assertThat(spot.perHour(PRICES).amount()).isCloseTo(0.022 * 0.8 + 0.02, within(1e-12));
  }

  @Test
  void a_run_cheaper_than_the_oracle_for_want_of_replicas_has_no_potential() {
    assertThat(CostReport.of(PRICES, HALF_CORE, PAID, DEMAND, HOUR, 0).potential()).isZero();
  }

  @Test
  void a_month_is_730_hours_each_way() {
    assertThat(new HourlyPrice(2).perMonth()).isEqualTo(new MonthlyPrice(1460));
    assertThat(new MonthlyPrice(1460).perHour()).isEqualTo(new HourlyPrice(2));
  }

  @Test
  void prices_and_shares_out_of_range_are_refused() {
    assertThatThrownBy(() -> new HourlyPrice(-1))
        .hasMessage("the price per hour must be a number of at least 0, but was -1.0");
    assertThatThrownBy(() -> new MonthlyPrice(Double.NaN))
        .hasMessage("the price per month must be a number of at least 0, but was NaN");
    assertThatThrownBy(() -> new Footprint(1, 1, 1, 1.5))
        .hasMessage("the share on spot machines must be between 0 and 1, but was 1.5");
  }

  @Property(tries = 500, seed = "77001")
  void the_oracle_costs_no_more_than_any_run_whose_supply_was_never_below_demand(
      @ForAll("series") StepSeries demand,
      @ForAll("series") StepSeries other,
      @ForAll @IntRange(min = 0, max = 3) int reserve) {
    StepSeries enough = atLeast(demand, other.map(replicas -> replicas + reserve - 1));

    CostReport cost = CostReport.of(PRICES, HALF_CORE, demand, enough, HOUR, 1000);

    assertThat(cost.oracle().total()).isLessThanOrEqualTo(cost.run().total());
    assertThat(cost.oracle().total()).isLessThanOrEqualTo(cost.staticPeak().total());
    assertThat(cost.run().total() - cost.overProvisioned())
        .isCloseTo(cost.oracle().total(), within(1e-9));
  }

  /// At each moment the larger of the two.
  private static StepSeries atLeast(StepSeries demand, StepSeries other) {
    return StepSeries.sampled(
        Overlay.of(demand, other, HOUR).stream()
            .map(piece ->
                new StepSeries.Point(piece.fromSeconds(), Math.max(piece.first(), piece.second())))
            .toList());
  }

  @Provide
  Arbitrary<StepSeries> series() {
    return AnySeries.until((int) HOUR);
  }
}
