package dev.bellows.core.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bellows.core.scorecard.Overlay.Piece;
import dev.bellows.core.scorecard.StepSeries.Point;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class StepSeriesTest {

  private static final StepSeries SERIES = StepSeries.of(5, 1, 10, 4, 20, 2);

  @ParameterizedTest
  @CsvSource({"0,1", "5,1", "9.999,1", "10,4", "19,4", "20,2", "1000,2"})
  void a_value_holds_until_the_next_point_and_the_first_one_before_it_too(
      double seconds, double value) {
    assertThat(SERIES.valueAt(seconds)).isEqualTo(value);
  }

  @Test
  void it_knows_its_end_its_extremes_and_its_changes() {
    assertThat(SERIES.lastSeconds()).isEqualTo(20);
    assertThat(SERIES.peak()).isEqualTo(4);
    assertThat(SERIES.least()).isEqualTo(1);
    assertThat(SERIES.changes()).isEqualTo(5);
  }

  @Test
  void the_integral_begins_at_zero_and_ends_at_the_end() {
    assertThat(SERIES.integral(30)).isEqualTo(10 + 40 + 20);
    assertThat(SERIES.integral(15)).isEqualTo(10 + 20);
  }

  @Test
  void a_part_begins_with_the_value_in_force_and_ends_before_its_end() {
    assertThat(SERIES.between(8, 20)).isEqualTo(StepSeries.of(0, 1, 2, 4));
    assertThat(SERIES.between(10, 21)).isEqualTo(StepSeries.of(0, 4, 10, 2));
  }

  @Test
  void samples_that_repeat_are_no_points() {
    List<Point> samples =
        List.of(new Point(0, 1), new Point(1, 1), new Point(2, 3), new Point(3, 3));

    assertThat(StepSeries.sampled(samples)).isEqualTo(StepSeries.of(0, 1, 2, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,5,2,5,3  |2|the time must be later than that of the point before it (5.0 s), but was 5.0 s",
        "0,1,5,2,4,3  |2|the time must be later than that of the point before it (5.0 s), but was 4.0 s",
        "-1,1         |0|the time must be a number of seconds of at least 0, but was -1.0",
        "NaN,1        |0|the time must be a number of seconds of at least 0, but was NaN",
        "Infinity,1   |0|the time must be a number of seconds of at least 0, but was Infinity",
        "0,1,1,-2     |1|the value must be a number of at least 0, but was -2.0",
        "0,1,1,NaN    |1|the value must be a number of at least 0, but was NaN",
        "0,1,1,Infinity|1|the value must be a number of at least 0, but was Infinity",
      })
  void points_that_are_no_series_are_refused_with_their_place(
      String numbers, int index, String problem) {
    double[] values =
        List.of(numbers.split(",")).stream()
            .map(String::strip)
            .mapToDouble(Double::parseDouble)
            .toArray();

    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> StepSeries.of(values))
        .withMessage(problem)
        .extracting(InvalidSeriesException::index)
        .isEqualTo(index);
  }

  @Test
  void no_points_are_no_series() {
    assertThatExceptionOfType(InvalidSeriesException.class)
        .isThrownBy(() -> new StepSeries(List.of()))
        .withMessage("there must be at least one point, but there is none");
  }

  @Test
  void an_overlay_is_cut_where_either_series_changes() {
    assertThat(Overlay.of(SERIES, StepSeries.of(0, 7, 10, 8, 12, 9), 22))
        .containsExactly(
            new Piece(0, 10, 1, 7),
            new Piece(10, 12, 4, 8),
            new Piece(12, 20, 4, 9),
            new Piece(20, 22, 2, 9));
  }

  @Test
  void demand_is_whole_replicas_and_at_least_one() {
    StepSeries rate = StepSeries.of(0, 0, 10, 30, 20, 30.5, 30, 0);

    assertThat(Demand.of(rate, 10)).isEqualTo(StepSeries.of(0, 1, 10, 3, 20, 4, 30, 1));
  }

  /// 0.6 / 0.2 is 2.9999999999999996 and 4.35 / 0.15 is 29.000000000000004 as doubles.
  @Test
  void a_rate_of_whole_capacities_needs_no_replica_for_the_rounding() {
    assertThat(Demand.of(StepSeries.constant(0.6), 0.2)).isEqualTo(StepSeries.constant(3));
    assertThat(Demand.of(StepSeries.constant(4.35), 0.15)).isEqualTo(StepSeries.constant(29));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void a_capacity_that_is_none_is_refused(double capacity) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Demand.of(StepSeries.constant(1), capacity))
        .withMessageStartingWith("the capacity must be a number of requests/s above 0, but was ");
  }
}
