package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuantityTest {

  @ParameterizedTest(name = "{0} is {1} thousandths, {2} whole, written {3}")
  @CsvSource({
    // no suffix
    "0, 0, 0, 0",
    "5, 5000, 5, 5",
    "1000, 1000000, 1000, 1k",
    "1.5, 1500, 2, 1500m",
    ".5, 500, 1, 500m",
    "5., 5000, 5, 5.",
    "0.05, 50, 1, 50m",
    "-0.1, -100, -1, -100m",
    "-1.5, -1500, -2, -1500m",
    "-0, 0, 0, 0",
    "000, 0, 0, 0",
    // decimal suffixes
    "1n, 1, 1, 1n",
    "1500u, 2, 1, 1500u",
    "1000u, 1, 1, 1m",
    "100m, 100, 1, 100m",
    "1000m, 1000, 1, 1",
    "1k, 1000000, 1000, 1k",
    "1.5M, 1500000000, 1500000, 1500k",
    "2G, 2000000000000, 2000000000, 2G",
    "3T, 3000000000000000, 3000000000000, 3T",
    "4P, 4000000000000000000, 4000000000000000, 4P",
    // binary suffixes
    "1Ki, 1024000, 1024, 1Ki",
    "500Ki, 512000000, 512000, 500Ki",
    "1024Ki, 1048576000, 1048576, 1Mi",
    "1.5Gi, 1610612736000, 1610612736, 1536Mi",
    "0.5Ki, 512000, 512, 512",
    "-2Ki, -2048000, -2048, -2Ki",
    "0.0001Ki, 103, 1, 102400u",
    "1.0001Ki, 1024103, 1025, 1024102400u",
    "1Ti, 1099511627776000, 1099511627776, 1Ti",
    "1Pi, 1125899906842624000, 1125899906842624, 1Pi",
    // exponents
    "12e6, 12000000000, 12000000, 12e6",
    "1e2, 100000, 100, 100",
    "1E3, 1000000, 1000, 1E3",
    "1e+3, 1000000, 1000, 1e+3",
    "15e-1, 1500, 2, 1500e-3",
    "1e4, 10000000, 10000, 10e3",
  })
  void reads_every_format_and_writes_it_as_the_API_server_does(
      String text, long milli, long value, String written) {
    Quantity quantity = Quantity.parse(text);

    assertThat(quantity.milliValue()).isEqualTo(milli);
    assertThat(quantity.value()).isEqualTo(value);
    assertThat(quantity).hasToString(written);
  }

  @ParameterizedTest(name = "{0} comes back as {1}")
  @CsvSource({
    "+5, +5",
    "005, 005",
    "1.500k, 1.500k",
    "1.500u, 1.500u",
    "1.0Ki, 1Ki",
    "12345678901.123456789, 12345678901123456789n",
    "1.500, 1.500",
    "1.50, 1500m",
    "0.500, 500m",
    "2000k, 2M",
    "1000E, 1",
    "10000000000000000000000, 10",
    "7Ki, 7Ki",
    "+99999999999Ki, +99999999999Ki",
    "+999999999999Ki, 999999999999Ki",
    "8Ki, 8Ki",
    "2048Ki, 2Mi",
    "1e-1000, 1e-9",
    "'-', 0",
    "'+', 0",
    "'.', 0",
    "m, 0",
    "Mi, 0",
  })
  void keeps_a_text_that_its_reader_takes_for_canonical(String text, String written) {
    assertThat(Quantity.parse(text)).hasToString(written);
  }

  @ParameterizedTest(name = "{0} is rounded to {1}")
  @CsvSource({"0.1n, 1n", "1.0000000001, 1000000001n", "-0.1n, -1n", "0.00000000000001, 1n"})
  void nothing_is_finer_than_a_billionth_and_nothing_small_is_lost(String text, String written) {
    assertThat(Quantity.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Foo", "1x", "a/b", "..", "1 2", "1.2.3", "{}", "true", "1_000"})
  void what_looks_like_no_quantity_is_refused_with_the_pattern(String text) {
    assertThatExceptionOfType(QuantityFormatException.class)
        .isThrownBy(() -> Quantity.parse(text))
        .withMessage(
            "quantities must match the regular expression"
                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e", "1ki", "1K", "Min", "1-5", "5-", "1Ee3", "1k5", "1e99999999999999999999"})
  void an_unknown_suffix_is_refused_as_one(String text) {
    assertThatExceptionOfType(QuantityFormatException.class)
        .isThrownBy(() -> Quantity.parse(text))
        .withMessage("unable to parse quantity's suffix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999999999999999999", "Ei", "e-10"})
  void a_number_that_upstream_cannot_read_is_refused_as_one(String text) {
    assertThatExceptionOfType(QuantityFormatException.class)
        .isThrownBy(() -> Quantity.parse(text))
        .withMessage("unable to parse numeric part of quantity");
  }

  @Test
  void too_large_is_held_at_the_end_of_the_range() {
    assertThat(Quantity.parse("100E").value()).isEqualTo(Long.MAX_VALUE);
    assertThat(Quantity.parse("-100E").milliValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(Quantity.parse("100Ei")).hasToString("9223372036854775807");
    assertThat(Quantity.parse("1Ei")).hasToString("1Ei");
    assertThat(Quantity.parse("1e2000000000").milliValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(Quantity.parse("1e-2000000000").milliValue()).isEqualTo(1);
  }

  @Test
  void the_format_is_that_of_the_suffix_unless_less_than_one_is_left() {
    assertThat(Quantity.parse("1.5Ki").format()).isEqualTo(Quantity.Format.BINARY_SI);
    assertThat(Quantity.parse("0.0001Ki").format()).isEqualTo(Quantity.Format.DECIMAL_SI);
    assertThat(Quantity.parse("0.0009765625Ki").format()).isEqualTo(Quantity.Format.BINARY_SI);
    assertThat(Quantity.parse("0.0Ki").format()).isEqualTo(Quantity.Format.BINARY_SI);
    assertThat(Quantity.parse("1e3").format()).isEqualTo(Quantity.Format.DECIMAL_EXPONENT);
  }

  @Test
  void amounts_compare_whatever_they_are_written_in() {
    assertThat(Quantity.parse("1000m"))
        .isEqualTo(Quantity.parse("1"))
        .hasSameHashCodeAs(Quantity.parse("1.0"))
        .isLessThan(Quantity.parse("1Ki"))
        .isNotEqualTo("1");
    assertThat(Quantity.parse("1").hashCode()).isNotEqualTo(Quantity.parse("2").hashCode());
    assertThat(Quantity.parse("1Mi")).isGreaterThan(Quantity.parse("1M"));
    assertThat(Quantity.parse("-1m").signum()).isEqualTo(-1);
    assertThat(Quantity.ofMilli(1500)).isEqualTo(Quantity.parse("1.5")).hasToString("1500m");
    assertThat(Quantity.ofMilli(1500).format()).isEqualTo(Quantity.Format.DECIMAL_SI);
  }
}
