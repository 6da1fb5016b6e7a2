package dev.bellows.demoapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NumberParameterTest {

  private static final NumberParameter CPU_MILLIS =
      new NumberParameter("cpuMillis", "0.1", "10000");

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "10000, 10000", "1e1, 10", "' 2.5 ', 2.5"})
  void both_ends_of_the_range_are_taken(String given, double value) {
    assertThat(CPU_MILLIS.decimal(given)).isEqualTo(value);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "abc",
        "0",
        "-1",
        "0.0999",
        "10000.01",
        "NaN",
        "Infinity",
        "1e9",
        "1e2147483647",
        "1,5",
        "0x10"
      })
  void anything_else_is_a_problem_that_names_parameter_range_and_value(String given) {
    assertThatThrownBy(() -> CPU_MILLIS.decimal(given))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "cpuMillis must be a number between 0.1 and 10000, but was "
                + (given == null ? "not given" : given));
  }

  @Test
  void a_whole_number_may_be_written_with_a_zero_fraction_but_has_no_other() {
    NumberParameter seconds = new NumberParameter("seconds", "1", "3600");

    assertThat(seconds.whole("60.0")).isEqualTo(60);
    assertThatThrownBy(() -> seconds.whole("1.5"))
        .hasMessage("seconds must be a whole number between 1 and 3600, but was 1.5");
  }

  @Test
  void a_value_of_any_length_is_named_in_a_short_sentence() {
    assertThatThrownBy(() -> CPU_MILLIS.decimal("9".repeat(5_000)))
        .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(120));
  }
}
