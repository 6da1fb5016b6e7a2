package dev.bellows.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.core.schedule.RateCurves.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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

  @Test
  void the_last_of_half_a_million_requests_is_due_at_its_moment_too() {
    String csv =
        IntStream.range(0, 500_000)
            .mapToObj(i -> String.format(Locale.ROOT, "%.3f", i * 0.007))
            .collect(Collectors.joining("\n"));
    RateCurve curve = RateTrace.parse(csv);
    assertThat(curve.arrivalsUntil(1e6)).isEqualTo(500_000);
    assertThat(curve.timeOf(499_999.5, 0)).isCloseTo(499_999 * 0.007, within(1e-6));
    assertThat(curve.timeOf(500_001, 0)).isInfinite();
  }

  @Test
  void recorded_rates_are_those_of_a_staircase() {
    SplittableRandom random = new SplittableRandom(3);
    List<Step> steps = new ArrayList<>();
    StringBuilder csv = new StringBuilder("seconds,rate\n");
    double at = 1_700_000_000;
    for (int i = 0; i < 1_000; i++) {
      Step step = new Step(1 + random.nextInt(9), random.nextInt(4) * 12.5);
      csv.append(at).append(',').append(step.ratePerSecond()).append('\n');
      // Of two lines of the same moment the later one counts.
      if (i % 10 == 0) {
        csv.insert(csv.lastIndexOf("\n", csv.length() - 2) + 1, at + ",77\n");
      }
      at += step.seconds();
      steps.add(step);
    }
    RateCurve recorded = RateTrace.parse(csv.toString());
    RateCurve drawn = RateCurves.steps(steps);
    for (double second = 0; second < 4_900; second += 0.7) {
      assertThat(recorded.ratePerSecond(second)).isEqualTo(drawn.ratePerSecond(second));
      double arrivals = drawn.arrivalsUntil(second);
      assertThat(recorded.arrivalsUntil(second)).isCloseTo(arrivals, within(1e-6));
      assertThat(recorded.timeOf(arrivals, 0)).isCloseTo(drawn.timeOf(arrivals, 0), within(1e-6));
      assertThat(recorded.cornerAfter(second)).isEqualTo(drawn.cornerAfter(second));
    }
  }

  @Test
  void nothing_is_due_while_the_rate_is_nothing() {
    RateCurve curve = RateTrace.parse("0,2\n1,0\n5,2\n6,0");
    assertThat(curve.timeOf(2, 0)).isEqualTo(1);
    assertThat(curve.timeOf(2.5, 0)).isEqualTo(5.25);
    assertThat(curve.timeOf(2, 3)).isEqualTo(3);
    assertThat(curve.timeOf(4, 0)).isEqualTo(6);
    assertThat(curve.timeOf(4.5, 0)).isInfinite();
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
        "'1,NaN' | line 1 must be seconds,rate",
        "'0,1\n4e8,1' | line 2 is more than ten years after the first",
        "'# nothing' | there is no line with a time"
      })
  void an_unreadable_line_is_named(String csv, String message) {
    assertThatThrownBy(() -> RateTrace.parse(csv)).hasMessageContaining(message);
  }

  @Test
  void more_lines_than_there_may_be_are_refused() {
    assertThat(RateTrace.parse("t\n1\n2\n3", 3).arrivalsUntil(5)).isEqualTo(3);
    assertThatThrownBy(() -> RateTrace.parse("t\n1\n2\n3", 2))
        .hasMessage("there are more than 2 lines");
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
