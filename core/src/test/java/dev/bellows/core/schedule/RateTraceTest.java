package dev.bellows.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateTraceTest {

  @Test
  void even_arrivals_fall_on_the_recorded_moments() {
    double[] times = new SplittableRandom(8).doubles(500, 0, 60).sorted().toArray();
    String csv =
        DoubleStream.of(times).mapToObj(Double::toString).collect(Collectors.joining("\n"));
    List<Arrival> arrivals =
        ArrivalScheduleContract.drain(
            ArrivalSchedule.even(RateTrace.parse(csv), Duration.ofHours(1)));
    assertThat(arrivals).hasSize(500);
    for (int i = 0; i < times.length; i++) {
      assertThat(arrivals.get(i).intendedNanos() / 1e9)
          .isCloseTo(times[i] - times[0], within(2e-6));
    }
  }

  @Test
  void requests_of_the_same_moment_all_count() {
    assertThat(
            ArrivalScheduleContract.drain(
                ArrivalSchedule.even(RateTrace.parse("5\n5\n5\n6"), Duration.ofMinutes(1))))
        .hasSize(4);
  }

  /// A day in ten minutes keeps its form.
  @Test
  void compression_keeps_the_shape() {
    RateCurve day = RateCurves.sine(40, 30, 86_400);
    RateCurve hour = RateCurves.compress(day, 144);
    for (double second = 0; second < 600; second += 7) {
      assertThat(hour.ratePerSecond(second))
          .isCloseTo(day.ratePerSecond(second * 144), within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1,2\nx,3' | line 2 must be seconds,rate or seconds, but was x,3",
        "'1,2\n2' | line 2 has another number of columns",
        "'2,2\n1,2' | line 2 goes back in time",
        "'1,-2' | line 1 must be seconds,rate",
        "'1,2,3' | line 1 must be seconds,rate",
        "'# nothing' | there is no line with a time"
      })
  void an_unreadable_line_is_named(String csv, String message) {
    assertThatThrownBy(() -> RateTrace.parse(csv)).hasMessageContaining(message);
  }

  @Test
  void the_busiest_second_of_single_requests_is_no_steeper_than_they_are() {
    RateCurve curve = RateTrace.parse("7.0\n7.2\n8.1\n8.15\n8.2\n11\n");

    assertThat(curve.busiestSecond(10)).isBetween(2.0, 3.0);
    assertThat(curve.peakPerSecond()).isGreaterThan(50_000);
  }

  @Test
  void a_level_rate_is_as_busy_in_every_second() {
    assertThat(RateCurves.constant(50_000).busiestSecond(3600)).isEqualTo(50_000);
    assertThat(RateCurves.spike(10, 90, 5, 1).busiestSecond(10)).isEqualTo(90);
  }
}
