package dev.bellows.cli.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellows.cli.States;
import dev.bellows.cli.StubBench;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.draw.Glyphs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ChallengeTest {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final String DONE = States.RUN.replace("RUNNING", "DONE");
  private static final String INVALID =
      States.RUN.replace(
          "\"RUNNING\"", "\"INVALID\",\"invalidBecause\":\"the generator was late\"");

  private final StringWriter out = new StringWriter();
  private StubBench bench;

  @BeforeEach
  void start() throws IOException {
    bench = new StubBench(0, pods(1, ""));
  }

  @AfterEach
  void end() {
    bench.close();
  }

  @Test
  void every_step_is_ticked_when_it_was_seen() throws InterruptedException {
    breathe(DONE);

    assertThat(challenge(null, null)).isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "1 of 4  Light load",
            "seen after",
            "the autoscaler adds pods",
            "Notice:",
            "2 of 4  Heavy load",
            "seen after",
            "3 of 4  Chaos attack",
            "at its maximum",
            "4 of 4  Scale-down",
            "back at its minimum",
            "Challenge completed: 4 of 4 seen.")
        .doesNotContain("not seen");
    assertThat(bench.requests())
        .startsWith(
            "POST /api/load?profile=light",
            "POST /api/load?profile=heavy",
            "POST /api/load?profile=chaos",
            "DELETE /api/load/runs");
  }

  @Test
  void what_was_not_seen_in_time_is_said_and_no_load_stays_behind() throws InterruptedException {
    bench.react(request -> pods(1, ""));

    assertThat(challenge(Duration.ofMillis(40), null)).isEqualTo(3);

    assertThat(out.toString())
        .contains("not seen within 0 s: the autoscaler adds pods")
        .contains("1 of 4 seen.");
    assertThat(bench.requests()).endsWith("DELETE /api/load/runs");
  }

  @Test
  void invalid_load_makes_the_challenge_invalid() throws InterruptedException {
    breathe(INVALID);

    assertThat(challenge(null, null)).isEqualTo(5);

    assertThat(out.toString()).containsOnlyOnce("run rdrt2g10 is INVALID: the generator was late");
  }

  @Test
  void enter_begins_a_step_and_q_ends_the_challenge() throws InterruptedException {
    breathe(DONE);

    assertThat(challenge(null, "\nq\n")).isEqualTo(3);

    assertThat(out.toString()).contains("Enter begins").contains("1 of 4 seen.");
    assertThat(bench.requests())
        .containsExactly("POST /api/load?profile=light", "DELETE /api/load/runs");
  }

  @Test
  void without_anybody_to_answer_it_says_how_to_go_on() {
    assertThatThrownBy(() -> challenge(null, "")).hasMessageContaining("--yes");
  }

  /// A bench that scales as it should, at once.
  private void breathe(String run) {
    bench.react(request -> {
      if (request.endsWith("light")) {
        return pods(3, run);
      }
      if (request.endsWith("heavy")) {
        return pods(7, run);
      }
      return request.endsWith("chaos") ? pods(10, run) : pods(1, run);
    });
  }

  private static String pods(int count, String run) {
    return States.json(count, count, 50, run, "stays");
  }

  private int challenge(@Nullable Duration limit, @Nullable String answers)
      throws InterruptedException {
    try (Controller controller = new Controller(URI.create(bench.address()))) {
      Guide guide =
          new Guide(
              new Screen(new PrintWriter(out, true)),
              Glyphs.ASCII,
              answers == null ? null : new BufferedReader(new StringReader(answers)));
      return new Challenge(controller, guide, new Pace(null, limit, POLL)).run();
    }
  }
}
