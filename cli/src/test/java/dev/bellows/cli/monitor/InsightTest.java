package dev.bellows.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.cli.States;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.watch.Insight;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class InsightTest {
  private static final String SETTLED =
      "stays at 4: CPU is 52 % of a 50 % target over 4 ready pods";

  @Test
  void a_load_tester_that_is_gone_comes_first() {
    Json state =
        Json.parse(
            States.json(0, 4, 90, States.RUN, SETTLED)
                .replace("\"reachable\":true", "\"reachable\":false,\"message\":\"it is dead\""));

    assertThat(Insight.of(state).sentence()).contains("load tester is not there: it is dead");
  }

  @Test
  void says_that_nothing_is_ready_that_a_run_is_void_and_that_the_maximum_is_reached() {
    assertThat(says(0, 2, 50, States.RUN)).contains("No pod is Ready");
    assertThat(
            says(
                2, 2, 50, "{\"id\":\"r1\",\"state\":\"INVALID\",\"invalidBecause\":\"it lagged\"}"))
        .isEqualTo("Run r1 is INVALID: it lagged");
    assertThat(says(10, 10, 90, States.RUN)).contains("At its maximum of 10 pods");
  }

  @Test
  void a_run_that_was_void_long_ago_is_no_news() {
    String old = "{\"id\":\"r1\",\"state\":\"INVALID\",\"endsAt\":\"2025-12-31T00:00:00Z\"}";

    assertThat(says(2, 2, 50, old)).startsWith("CPU is 50 %");
  }

  @Test
  void says_what_is_waited_for() {
    assertThat(says(3, 4, 52, States.RUN)).startsWith("1 pod is starting");
    assertThat(says(2, 4, 52, States.RUN)).startsWith("2 pods are starting");
    assertThat(says(4, 4, 80, States.RUN)).contains("the next decision adds pods");
  }

  @Test
  void says_when_all_is_well_or_at_rest() {
    assertThat(says(4, 4, 52, States.RUN)).isEqualTo("CPU is 52 % of a 50 % target over 4 pods.");
    assertThat(says(1, 1, 0, "")).isEqualTo("At rest.");
  }

  private static String says(int ready, int desired, int cpu, String run) {
    return Insight.of(States.state(ready, desired, cpu, run, SETTLED)).sentence();
  }
}
