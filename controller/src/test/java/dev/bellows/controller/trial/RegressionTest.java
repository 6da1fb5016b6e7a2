package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegressionTest {
  private static final List<Map<String, Object>> EARLIER =
      List.of(headline("PASS", 0.2), headline("PASS", 0.22), headline("PASS", 0.18));

  @Test
  void a_figure_far_above_the_median_of_the_last_ones_is_an_alarm() {
    assertThat(Regression.of(headline("PASS", 0.4), EARLIER))
        .hasValueSatisfying(sentence ->
            assertThat(sentence).contains("Time with too few replicas: 40 %, and was 20 %"));
  }

  @Test
  void a_failure_after_a_pass_is_an_alarm() {
    assertThat(Regression.of(headline("SLO_MISSED", 0.2), EARLIER))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("it passed the last time"));
  }

  @Test
  void what_is_as_before_or_better_is_none() {
    assertThat(Regression.of(headline("PASS", 0.21), EARLIER)).isEmpty();
    assertThat(Regression.of(headline("PASS", 0.01), EARLIER)).isEmpty();
  }

  @Test
  void a_trifle_is_none_though_it_is_many_times_as_much() {
    assertThat(Regression.of(headline("PASS", 0.02), List.of(headline("PASS", 0.001)))).isEmpty();
  }

  @Test
  void a_void_trial_says_nothing() {
    assertThat(Regression.of(headline("INVALID", 0.9), EARLIER)).isEmpty();
  }

  private static Map<String, Object> headline(String verdict, double tauU) {
    return Map.of("verdict", verdict, "figures", Map.of("tauU", tauU));
  }
}
