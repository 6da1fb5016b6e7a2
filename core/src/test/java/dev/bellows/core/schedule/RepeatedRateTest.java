package dev.bellows.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepeatedRateTest {

  @Test
  void the_last_arrival_of_a_busy_part_does_not_wait_for_the_next_one() {
    RateCurve curve = RateCurves.repeat(RateTrace.parse("0,5\n0.5,0\n"), 3);

    List<Arrival> arrivals =
        ArrivalScheduleContract.drain(ArrivalSchedule.even(curve, Duration.ofSeconds(6)));

    assertThat(curve.timeOf(2.5, 0)).isEqualTo(0.5);
    assertThat(arrivals)
        .extracting(arrival -> arrival.intendedNanos() / 1e9)
        .containsExactly(0.1, 0.3, 0.5, 3.2, 3.4);
  }

  /// Heights whose multiples are not exact.
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.7, 1.4, 3.3, 9.7})
  void a_period_ends_with_its_busy_part(double rate) {
    RateCurve curve = RateCurves.repeat(RateTrace.parse("0," + rate + "\n0.3,0\n"), 0.9);

    for (int period = 0; period < 1_000; period++) {
      double busyEnd = period * 0.9 + 0.3;
      assertThat(curve.timeOf(curve.arrivalsUntil(busyEnd + 0.1), 0))
          .isCloseTo(busyEnd, within(1e-6));
    }
  }

  @Test
  void a_clipped_period_ends_with_its_busy_part_too() {
    RateCurve busy = RateCurves.repeat(RateTrace.parse("0,5\n0.5,0\n"), 3);

    assertThat(RateCurves.clip(busy, 0, 4, 60).timeOf(4, 0)).isCloseTo(3.5, within(1e-9));
    assertThat(RateCurves.clip(busy, 0, 9, 60).timeOf(5, 0)).isCloseTo(3.5, within(1e-9));
  }

  @Test
  void nothing_asked_for_is_due_at_once_and_nothing_given_never() {
    RateCurve none = RateCurves.repeat(RateCurves.constant(0), 3);

    assertThat(none.timeOf(0, 2)).isEqualTo(2);
    assertThat(none.timeOf(1, 2)).isInfinite();
  }
}
