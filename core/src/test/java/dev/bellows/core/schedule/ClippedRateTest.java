package dev.bellows.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.core.schedule.RateCurves.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ClippedRateTest {

  private static final RateCurve STAIRS =
      RateCurves.steps(List.of(new Step(0.3, 5), new Step(1e-6, 9e5), new Step(0.4, 80)));

  @Test
  void an_excursion_far_shorter_than_the_horizon_is_cut() {
    RateCurve spike = RateCurves.spike(10, 20_000, 100.012, 0.020);

    assertThat(RateCurves.clip(spike, 0, 20, 3600).arrivalsUntil(3600))
        .isCloseTo(36_000.2, within(1e-6));
  }

  @Test
  void a_dip_far_shorter_than_the_horizon_is_filled() {
    RateCurve dip = RateCurves.spike(20, 0, 100.012, 0.020);

    assertThat(RateCurves.clip(dip, 10, 100, 3600).arrivalsUntil(3600))
        .isCloseTo(71_999.8, within(1e-6));
  }

  @Test
  void requests_recorded_at_one_moment_do_not_pass_the_limit() {
    RateCurve recording = RateTrace.parse("0\n" + "5.0002\n".repeat(100) + "10\n");
    RateCurve clipped = RateCurves.clip(recording, 0, 10, 30);

    assertThat(clipped.arrivalsUntil(6) - clipped.arrivalsUntil(5)).isLessThanOrEqualTo(1);
    assertThat(ArrivalScheduleContract.drain(ArrivalSchedule.even(clipped, Duration.ofSeconds(30))))
        .filteredOn(arrival -> arrival.intendedNanos() / 1_000_000_000 == 5)
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void the_top_of_a_tooth_that_falls_at_once_is_cut() {
    RateCurve tooth = RateCurves.steps(List.of(new Step(0.1, 0)));
    RateCurve teeth = RateCurves.sum(List.of(tooth, RateCurves.sawtooth(0, 100, 0.7)));

    assertThat(RateCurves.clip(teeth, 0, 50, 7_000).arrivalsUntil(7_000))
        .isCloseTo(7_000 * 37.5, within(1e-3));
  }

  static List<RateCurve> curves() {
    RateCurve swing = RateCurves.sine(40, 30, 1.7);
    RateCurve line = RateCurves.ramp(60, 5, 6);
    RateCurve teeth = RateCurves.sawtooth(3, 90, 0.13);
    return List.of(
        swing,
        line,
        RateCurves.scale(teeth, 0.7),
        RateCurves.scale(teeth, 0),
        RateCurves.compress(RateCurves.scale(swing, 1.3), 3),
        RateCurves.repeat(RateCurves.sum(List.of(swing, line, STAIRS)), 2.3),
        RateCurves.repeat(RateCurves.compress(teeth, 0.9), 1.1),
        RateCurves.sum(List.of(swing, RateCurves.sine(30, 30, 0.37), RateCurves.compress(line, 2))),
        RateCurves.sum(List.of(RateCurves.compress(RateCurves.repeat(STAIRS, 0.9), 1.7), teeth)),
        RateCurves.sum(List.of(RateCurves.clip(teeth, 20, 70, 10), swing)),
        RateCurves.clip(RateCurves.sum(List.of(teeth, swing)), 30, 200, 10));
  }

  /// The truth is the sum of a great many small pieces. One that holds a jump or a corner is off by
  /// up to its width times the height between the limits.
  @ParameterizedTest
  @MethodSource("curves")
  void the_integral_is_that_of_the_limited_rate(RateCurve curve) {
    RateCurve clipped = RateCurves.clip(curve, 25, 65, 10);
    int pieces = 2_000_000;
    double sum = 0;
    for (int i = 0; i < pieces; i++) {
      sum += Math.clamp(curve.ratePerSecond((i + 0.5) * 10 / pieces), 25, 65) * 10 / pieces;
      if ((i + 1) % 20_000 == 0) {
        assertThat(clipped.arrivalsUntil((i + 1.0) * 10 / pieces)).isCloseTo(sum, within(2e-3));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void no_stretch_is_above_or_below_the_limits(RateCurve curve) {
    RateCurve clipped = RateCurves.clip(curve, 25, 65, 10);
    double before = 0;
    for (int i = 1; i <= 20_000; i++) {
      double until = clipped.arrivalsUntil(i * 5e-4);
      assertThat((until - before) / 5e-4).isBetween(25 - 0.01, 65 + 0.01);
      before = until;
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void the_moment_of_an_arrival_is_when_the_integral_reaches_it(RateCurve curve) {
    RateCurve clipped = RateCurves.clip(curve, 25, 65, 10);
    for (double arrivals = 0.25; arrivals < clipped.arrivalsUntil(10); arrivals += 0.25) {
      assertThat(clipped.arrivalsUntil(clipped.timeOf(arrivals, 0)))
          .isCloseTo(arrivals, within(1e-7));
    }
  }

  @Test
  void nothing_is_due_at_a_limit_of_zero() {
    RateCurve clipped = RateCurves.clip(RateCurves.constant(5), 0, 0, 10);

    assertThat(clipped.arrivalsUntil(10)).isZero();
    assertThat(clipped.timeOf(0.5, 0)).isInfinite();
  }

  @Test
  void the_longest_recording_that_a_load_may_have_can_be_clipped() {
    String csv =
        IntStream.range(0, 400_000).mapToObj(i -> i / 2 + "").collect(Collectors.joining("\n"));
    RateCurve clipped = RateCurves.clip(RateTrace.parse(csv), 0, 2, 200_000);

    assertThat(clipped.arrivalsUntil(199_999)).isCloseTo(199_999, within(2.0));
  }

  @Test
  void what_is_repeated_is_looked_at_once() {
    RateCurve teeth = RateCurves.scale(RateCurves.sawtooth(0, 100, 1e-6), 2);

    assertThat(RateCurves.clip(teeth, 0, 100, 86_400).arrivalsUntil(86_400))
        .isCloseTo(75 * 86_400, within(1e-3));
  }

  @Test
  void limits_in_the_wrong_order_are_refused() {
    assertThatThrownBy(() -> RateCurves.clip(STAIRS, 5, 4, 10))
        .hasMessageContaining("the lower limit must be between 0 and the upper one (4.0)");
  }
}
