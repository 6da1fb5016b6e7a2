package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VictimsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest(name = "{4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # one pod (state, ready for s, created before s, uid) | another | goes first | because
          pending 0 9 b    | ready 500 600 a  | one     | not running   | a pod that does not run goes before one that does
          unready 9 900 b  | ready 9 10 a     | one     | not ready     | a pod that is not ready goes before one that is, however old
          ready 20 600 b   | ready 100 200 a  | one     | shorter ready | of two ready pods the one that was ready for a shorter time goes
          ready 200 600 b  | ready 250 601 a  | another | same rank     | times in the same binary order of magnitude are a tie, which the uid breaks
          ready 200 600 a  | ready 250 601 b  | one     | same rank     | and it does not matter which of the two is older
          unready 5 30 b   | unready 5 300 a  | one     | younger       | of two pods that are not ready the one created later goes
          """)
  void ranks_as_a_replica_set_does(
      String one, String another, String first, String reason, String explanation) {
    List<Victims.Candidate> candidates =
        List.of(candidate("another", another), candidate("one", one));
    assertThat(Victims.choose(candidates, 1, NOW))
        .as(reason)
        .extracting(Victims.Candidate::name)
        .containsExactly(first);
  }

  @Test
  void chooses_as_many_as_are_asked_for() {
    List<Victims.Candidate> candidates =
        Stream.of("ready 900 901 a", "ready 3 4 b", "pending 0 1 c", "ready 60 61 d")
            .map(text -> candidate(text.substring(text.length() - 1), text))
            .toList();
    assertThat(Victims.choose(candidates, 3, NOW))
        .extracting(Victims.Candidate::name)
        .containsExactly("c", "b", "d");
  }

  private static Victims.Candidate candidate(String name, String text) {
    String[] words = text.split(" ");
    return new Victims.Candidate(
        name,
        words[3],
        !words[0].equals("pending"),
        words[0].equals("ready"),
        NOW.minus(Duration.ofSeconds(Long.parseLong(words[1]))),
        NOW.minus(Duration.ofSeconds(Long.parseLong(words[2]))));
  }
}
