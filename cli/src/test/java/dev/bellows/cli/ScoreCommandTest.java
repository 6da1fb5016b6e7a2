package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.cli.api.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ScoreCommandTest {

  private static final String LATE =
      """
      {"until": 100,
       "note": {"skipped": [1, 2]},
       "demand": [[0, 1], [10, 4], [40, 2], [70, 5]],
       "supply": [[0, 1], [30, 6], [60, 2], [90, 5]]}
      """;

  @TempDir private Path folder;
  private final Shell shell = new Shell();

  @Test
  void a_recording_is_scored_as_worked_out_by_hand() throws IOException {
    assertThat(score(LATE, "--json")).isZero();

    Json scores = Json.parse(shell.out());
    assertThat(scores.fields().keySet())
        .containsExactly(
            "thetaU",
            "thetaO",
            "thetaUNormalized",
            "thetaONormalized",
            "tauU",
            "tauO",
            "demandChanges",
            "supplyChanges",
            "jitterPerMinute");
    assertThat(scores.number("thetaU")).isCloseTo(1.2, within(1e-9));
    assertThat(scores.number("thetaO")).isCloseTo(1, within(1e-9));
    assertThat(scores.number("thetaUNormalized")).isCloseTo(0.27, within(1e-9));
    assertThat(scores.number("thetaONormalized")).isCloseTo(0.45, within(1e-9));
    assertThat(scores.number("tauU")).isCloseTo(0.4, within(1e-9));
    assertThat(scores.number("tauO")).isCloseTo(0.3, within(1e-9));
    assertThat(scores.number("demandChanges")).isEqualTo(8);
    assertThat(scores.number("supplyChanges")).isEqualTo(12);
    assertThat(scores.number("jitterPerMinute")).isCloseTo(2.4, within(1e-9));
  }

  @Test
  void people_get_a_table_with_the_meaning_of_each_score() throws IOException {
    assertThat(score(LATE)).isZero();

    assertThat(shell.out().lines())
        .hasSize(9)
        .contains("thetaU                  1.200000  replicas too few, on average over time")
        .contains("jitterPerMinute         2.400000  replicas/min moved in vain");
  }

  /// Every score by its definition, one case after the other; the last begins after 0 and ends at a
  /// step.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[0,3]]               | [[0,3]]               | 10 | 0 0 0 0 0 0 0 0 0",
        "[[0,1],[5,4]]         | [[0,2],[5,5]]         | 10 | 0 1 0 0.625 0 1 3 3 0",
        "[[0,4]]               | [[0,3]]               | 7  | 1 0 0.25 0 1 0 0 0 0",
        "[[0,1],[20,4],[40,1]] | [[0,1],[30,4],[50,1]] | 60 | 0.5 0.5 0.125 0.5 0.16666667 0.16666667 6 6 0",
        "[[0,2]]               | [[0,2],[10,3],[20,2]] | 60 | 0 0.16666667 0 0.08333333 0 0.16666667 0 2 2",
        "[[0,0]]               | [[0,2]]               | 10 | 0 2 0 2 0 1 0 0 0",
        "[[4,2]]               | [[6,1],[8,3],[10,5]]  | 10 | 0.8 0.2 0.4 0.1 0.8 0.2 0 4 24",
      })
  void every_score_is_what_its_definition_says(
      String demand, String supply, String until, String scores) throws IOException {
    assertThat(
            score(
                "{\"until\": %s, \"demand\": %s, \"supply\": %s}".formatted(until, demand, supply),
                "--json"))
        .isZero();
    String[] expected = scores.split(" ");
    int i = 0;
    for (Object score : Json.parse(shell.out()).fields().values()) {
      assertThat(((Number) score).doubleValue())
          .as("score %d", i)
          .isCloseTo(Double.parseDouble(expected[i++]), within(1e-6));
    }
  }

  @Test
  void the_recording_may_come_from_the_standard_input() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(LATE.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(shell.run("score", "-f", "-", "--json")).isZero();
    } finally {
      System.setIn(before);
    }

    assertThat(Json.parse(shell.out()).number("thetaO")).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                |: it is empty, but must hold one JSON object.",
        "[1]                                               |:1: the recording must be a JSON object, but there was [.",
        "{\"until\": 9} x                                  |:1: no JSON: Unrecognized token 'x'",
        "{\"until\": 9, \"demand\": [[0,1]], \"supply\": [[0,1]]} 7|:1: after the recording there must be nothing.",
        "{\"until\": NaN}                                  |:1: no JSON: Non-standard token 'NaN'",
        "{\"until\": 9                                     |:1: no JSON: Unexpected end-of-input: expected close marker for Object.",
        "{\"until\": 9, \"until\": 8}                      |:1: no JSON: Duplicate field 'until'.",
        "{\"until\": \"9\"}                                |:1: until must be a number, but was \"9\".",
        "{\"until\": null}                                 |:1: until must be a number, but was null.",
        "{\"until\": 0}                                    |:1: until must be a number of seconds from 0.001 to 1.0E12, but was 0.0.",
        "{\"until\": 1e999}                                |:1: until must be a number of seconds from 0.001 to 1.0E12, but was Infinity.",
        "{\"demand\": [[0,1]], \"supply\": [[0,1]]}        |: until is missing: the end of the recording in seconds.",
        "{\"until\": 9, \"supply\": [[0,1]]}               |: demand is missing: the replicas needed as [[atSeconds, replicas], ...].",
        "{\"until\": 9, \"demand\": [[0,1]]}               |: supply is missing: the replicas Ready as [[atSeconds, replicas], ...].",
        "{\"demand\": {}}                                  |:1: demand must be an array of [atSeconds, replicas], but there was {.",
        "{\"demand\": []}                                  |:1: demand: there must be at least one point, but there is none.",
        "{\"demand\": [0, 1]}                              |:1: demand[0] must be [atSeconds, replicas], but there was 0.",
        "{\"demand\": [[0]]}                               |:1: demand[0][1] must be a number, but was the end of the array.",
        "{\"demand\": [[0, 1, 2]]}                         |:1: demand[0] must be [atSeconds, replicas], but there was 2.",
        "{\"demand\": [[0, true]]}                         |:1: demand[0][1] must be a number, but was true.",
        "{\"demand\": [[0, 1],[5, -1]]}                    |:1: demand[1]: the value must be a number of at least 0, but was -1.0.",
        "{\"demand\": [[0, 1e308]]}                       |:1: demand[0][1] must be at most 1.0E9, but was 1.0E308.",
        "{\"until\": 1e-9}                                 |:1: until must be a number of seconds from 0.001 to 1.0E12, but was 1.0E-9.",
        "{\"demand\": [[0, 1],[5, 1],[5, 2]]}              |:1: demand[2]: the time must be later than that of the point before it (5.0 s), but was 5.0 s.",
        "{\"demand\": [[0, \"1\"]]}                         |:1: demand[0][1] must be a number, but was \"1\".",
        "{\"demand\": [[-1, 1]]}                           |:1: demand[0]: the time must be a number of seconds of at least 0, but was -1.0.",
        "{\"demand\": [[0, 1],[5, 1],[4, 2]]}              |:1: demand[2]: the time must be later than that of the point before it (5.0 s), but was 4.0 s.",
        "{\"until\": 9, \"demand\": [[0,1]], \"supply\": [[0,1],[10,2]]}|:1: until must not be before the last point of supply (10.0 s), but was 9.0 s.",
      })
  void what_cannot_be_scored_is_told_in_one_sentence_with_its_place(String text, String problem)
      throws IOException {
    assertThat(score(text)).isEqualTo(64);

    assertThat(shell.err().strip().lines()).hasSize(1);
    assertThat(shell.err()).contains("series.json" + problem);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void the_line_is_that_of_the_point_to_blame() throws IOException {
    assertThat(score(LATE.replace("[60, 2]", "\n[20, 2]"))).isEqualTo(64);

    assertThat(shell.err()).contains("series.json:5: supply[2]: the time must be later");
  }

  @Test
  void a_file_that_is_not_there_and_a_missing_option_are_bad_usage() {
    assertThat(shell.run("score", "-f", folder.resolve("none.json").toString())).isEqualTo(64);
    assertThat(shell.err()).contains("none.json: there is no such file.");
    assertThat(shell.run("score")).isEqualTo(64);
    assertThat(shell.err()).contains("Missing required option: '--filename=FILE'");
  }

  private int score(String text, String... options) throws IOException {
    Path file = folder.resolve("series.json");
    Files.writeString(file, text);
    return shell.run(List.of("score", "-f", file.toString()), options);
  }
}
