package dev.bellows.core.schedule.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.core.schedule.RateCurve;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shapes for a run of 100 s whose level 100 is 40 requests/s.
final class ShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // shape | second | requests/s
        "level=50 | 5 | 20",
        "level=7/s | 5 | 7",
        "shape=ramp&to=200 | 50 | 40",
        "shape=ramp&from=100&to=10/s&over=10s | 20 | 10",
        "shape=steps&steps=10@10s,45/s@1m | 9 | 4",
        "shape=steps&steps=10@10s,45/s@1m | 10 | 45",
        "shape=spike&base=20&peak=150&at=30s&for=20s | 29 | 8",
        "shape=spike&base=20&peak=150&at=30s&for=20s | 49 | 60",
        "shape=spike&base=20&peak=150&at=30s&for=20s | 50 | 8",
        "shape=sine&mean=100&amplitude=50&period=40s | 10 | 60",
        "shape=sawtooth&high=100&period=10s | 15 | 20",
        "shape=sine,spike&mean=10/s&amplitude=5/s&period=40s&base=0&peak=100/s&at=5s&for=10s | 10 | 115",
        "shape=sawtooth&high=100&period=10s&scale=0.5 | 15 | 10",
        "shape=sawtooth&high=100&period=10s&compress=2 | 7.5 | 20",
        "shape=ramp&to=100&over=20s&repeat=10s | 15 | 10",
        "shape=sawtooth&high=100&period=10s&clipLow=10/s&clipHigh=30/s | 1 | 10",
        "shape=sawtooth&high=100&period=10s&clipLow=10/s&clipHigh=30/s | 9 | 30"
      })
  void a_query_draws_a_curve(String query, double second, double expected) {
    assertThat(curve(query).ratePerSecond(second)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void a_tree_can_add_shapes_that_share_no_parameters() {
    RateCurve curve =
        tree(
            Map.of(
                "kind",
                "sum",
                "scale",
                2,
                "of",
                List.of(
                    Map.of("kind", "spike", "base", "0/s", "peak", "5/s", "at", 10, "for", "10s"),
                    Map.of("kind", "spike", "base", "1/s", "peak", "9/s", "at", 15, "for", 10))));

    assertThat(curve.ratePerSecond(5)).isEqualTo(2);
    assertThat(curve.ratePerSecond(12)).isEqualTo(12);
    assertThat(curve.ratePerSecond(17)).isEqualTo(28);
  }

  @Test
  void what_stands_beside_a_tree_would_change_nothing_and_is_refused() {
    Map<String, Object> constant = Map.of("kind", "constant");
    assertThatThrownBy(() -> read(Map.of("shape", constant, "scale", 5)))
        .hasMessageStartingWith("scale must be inside of the shape");
    assertThatThrownBy(() -> read(Map.of("shape", constant, "csv", "x")))
        .hasMessageStartingWith("csv must be inside of the shape");
  }

  @Test
  void small_numbers_may_be_written_as_they_come() {
    assertThat(tree(Map.of("kind", "constant", "scale", 0.0005)).ratePerSecond(1))
        .isCloseTo(0.02, within(1e-9));
    assertThat(tree(Map.of("kind", "constant", "level", 0.0005)).ratePerSecond(1))
        .isCloseTo(0.0002, within(1e-9));
    assertThat(curve("scale=5e-4").ratePerSecond(1)).isCloseTo(0.02, within(1e-9));
  }

  @Test
  void a_clipped_part_keeps_its_limit_however_much_the_whole_is_compressed() {
    Map<String, Object> teeth =
        Map.of(
            "kind", "sum",
            "of",
                List.of(
                    Map.of("kind", "sawtooth", "high", "40/s", "period", "7s"),
                    Map.of("kind", "constant", "level", "0/s")),
            "clipHigh", "20/s");
    RateCurve curve = tree(Map.of("kind", "sum", "of", List.of(teeth), "compress", 10));

    assertThat(curve.arrivalsUntil(70)).isCloseTo(70 * 15, within(1e-6));
  }

  @Test
  void a_limit_that_would_take_too_long_to_keep_is_refused() {
    assertThatThrownBy(() -> curve("shape=sawtooth,constant&high=100&period=0.000001s&clipHigh=50"))
        .hasMessageStartingWith("clipHigh cannot be kept: a rate must have at most");
  }

  @Test
  void what_is_repeated_is_looked_at_for_one_period() {
    Map<String, Object> teeth =
        Map.of(
            "kind", "sawtooth,constant", "high", 100, "level", 0, "period", "1ms", "clipHigh", 50);
    Map<String, Object> second = Map.of("kind", "sum", "of", List.of(teeth), "repeat", "1s");

    RateCurve curve = Shape.read(Values.ofTree(Map.of("shape", second)), 40, 3600).curve();
    assertThat(curve.arrivalsUntil(3600)).isCloseTo(54_000, within(1.0));
  }

  @Test
  void factors_so_small_that_times_are_no_numbers_any_more_are_refused() {
    assertThatThrownBy(() -> curve("scale=1e-99")).hasMessageStartingWith("scale must be a number");
  }

  @Test
  void a_sum_needs_parts() {
    assertThatThrownBy(() -> tree(Map.of("kind", "sum"))).hasMessageStartingWith("of must be");
    assertThatThrownBy(() -> tree(Map.of("base", 1))).hasMessageStartingWith("kind must be given");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shape=cube | shape must be one of constant, ramp, steps",
        "shape=sine, | shape must be one of",
        "shape=spike&peak=5 | base must be given",
        "shape=spike&base=x&peak=5 | base must be a level such as 150",
        "shape=spike&base=1&peak=5&at=never | at must be a time such as 30s",
        "shape=spike&base=1&peak=5&for=0 | for must be longer than 0 s",
        "shape=sine&mean=10&amplitude=11 | amplitude must be at most the mean, 4 requests/s, but was 4.4",
        "shape=sine&mean=10&amplitude=1&at=5s | at needs shape=spike, but the shape was sine.",
        "shape=steps&steps=5 | steps must be 1 to 1000 steps",
        "shape=replay | csv must be given",
        "shape=replay&csv=1,2,3 | csv cannot be read: line 1 must be seconds,rate",
        "scale=-1 | scale must be between 0 and 100000",
        "compress=0 | compress must be between 0.00001 and 100000",
        "repeat=0 | repeat must be longer than 0 s",
        "clipLow=50&clipHigh=40 | clipLow must be at most clipHigh, 16 requests/s, but was 20"
      })
  void a_bad_shape_is_named(String query, String detail) {
    assertThatThrownBy(() -> curve(query)).hasMessageStartingWith(detail);
  }

  @Test
  void the_parameters_of_all_shapes_and_changes_are_listed() {
    assertThat(Shape.parameters()).startsWith("shape", "level", "from").endsWith("clipHigh");
  }

  private static RateCurve curve(String query) {
    Values given = new Values();
    for (String pair : query.split("&")) {
      String[] sides = pair.split("=", 2);
      given.put(sides[0], sides[1]);
    }
    return Shape.read(given, 40, 100).curve();
  }

  private static RateCurve tree(Map<String, Object> shape) {
    return read(Map.of("shape", shape));
  }

  private static RateCurve read(Map<String, Object> fields) {
    return Shape.read(Values.ofTree(fields), 40, 100).curve();
  }
}
