package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class GoNumbersTest {

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      textBlock =
          """
          7.9,            7,           towards zero
          -7.9,           -7,          towards zero from below
          2147483647.5,   2147483647,  the largest that fits
          2147483648,     -2147483648, one too many becomes the smallest
          1e300,          -2147483648, so does anything larger
          -2147483648.9,  -2147483648, the smallest that fits
          -2147483649,    -2147483648, one too few
          NaN,            -2147483648, no number
          Infinity,       -2147483648, no end
          """)
  void int32_is_what_amd64_makes_of_it(double value, int expected, String why) {
    assertThat(GoNumbers.int32(value)).as(why).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      textBlock =
          """
          7.9,                    7,                    towards zero
          9.2233720368547748e18,  9223372036854774784,  the largest double that fits
          9.223372036854775807e18, -9223372036854775808, one step more becomes the smallest
          -9.223372036854775808e18, -9223372036854775808, the smallest fits
          NaN,                    -9223372036854775808, no number
          Infinity,               -9223372036854775808, no end
          """)
  void int64_is_what_amd64_makes_of_it(double value, long expected, String why) {
    assertThat(GoNumbers.int64(value)).as(why).isEqualTo(expected);
  }
}
