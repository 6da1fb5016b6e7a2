package dev.bellows.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.cli.States;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.monitor.Picture.Link;
import dev.bellows.cli.watch.Happening;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class PageTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:45Z");
  private static final String SENTENCE =
      "1 -> 4: CPU is 86 % of a 50 % target over 1 ready pod; it asks for 7, but the Percent policy"
          + " (100 % per 30 s) allows 4";
  private static final Json BUSY = States.state(4, 4, 52, States.RUN, SENTENCE);

  @Test
  void shows_workload_load_pods_conditions_and_what_happened() {
    assertThat(text(picture(BUSY, Link.LIVE, ""), 100, 40))
        .contains("http://127.0.0.1:1  local")
        .contains("live")
        .contains("demo-app  4 of 4 ready   min 1, max 10   CPU 52 % of a 50 % target")
        .contains("The autoscaler asks for 7, but the Percent policy (100 % per 30 s) allows 4.")
        .contains("131.9 of 133.4 requests/s  70 % mixed steps  0:45 left  rdrt2g10")
        .contains("p50 1.9  p95 15.5  p99 44.4 ms   answered 16,065  failed 3  dropped 0")
        .contains("demo-app-p0000 ready")
        .contains("40m")
        .contains("AbleToScale    has just changed the number of pods")
        .contains("ScalingLimited held back: pods are added as fast as the policies allow")
        .contains("Ready       demo-app-p0001  is ready")
        .contains("q quit");
  }

  @ParameterizedTest
  @CsvSource({
    "200, 60, 10",
    "100, 40, 10",
    "80, 24, 10",
    "80, 24, 1",
    "60, 20, 10",
    "60, 12, 10",
    "40, 10, 4",
    "20, 6, 4",
    "10, 3, 2",
    "3, 2, 2",
    "1, 1, 1"
  })
  void fills_every_size_and_overflows_none(int columns, int rows, int pods) {
    Picture picture =
        picture(States.state(pods - 1, pods, 90, States.RUN, SENTENCE), Link.LIVE, "");

    List<Line> lines = Page.lines(picture, columns, rows);

    assertThat(lines)
        .hasSize(rows)
        .allSatisfy(line -> {
          assertThat(line.width()).isLessThanOrEqualTo(columns);
          assertThat(line.text()).hasSize(line.width()).doesNotContain("\033", "\n");
        });
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "60, 20", "60, 14"})
  void what_matters_most_stays_on_a_small_terminal(int columns, int rows) {
    Picture picture = picture(States.state(9, 10, 90, States.RUN, SENTENCE), Link.LIVE, "");

    assertThat(text(picture, columns, rows))
        .contains("9 of 10 ready", "CPU 90 %", "131.9 of 133.4 requests/s", "p95 15.5", "q quit")
        .contains("demo-app-p0000")
        .contains("ScalingLimited");
  }

  @Test
  void a_lost_controller_is_said_and_the_old_picture_is_called_old() {
    assertThat(text(picture(BUSY, Link.LOST, ""), 80, 24))
        .contains("lost at")
        .contains("The controller does not answer; trying again. This is old.")
        .contains("demo-app  4 of 4 ready");
    assertThat(text(picture(BUSY, Link.STALLED, ""), 80, 24)).contains("stalled since");
  }

  @Test
  void what_cannot_be_seen_here_is_said() {
    String state = States.json(4, 4, 52, States.RUN, SENTENCE);
    Json limited =
        Json.parse(
            state.replace("\"runs\":", "\"limits\":[\"Nodes cannot be listed.\"],\"runs\":"));

    assertThat(text(picture(limited, Link.LIVE, ""), 100, 40)).contains("Nodes cannot be listed.");
  }

  @Test
  void a_question_takes_the_place_of_the_keys() {
    assertThat(text(picture(BUSY, Link.LIVE, "Start it? y / n"), 80, 24))
        .contains("Start it? y / n")
        .doesNotContain("q quit");
  }

  @Test
  void a_state_without_anything_in_it_is_drawn_all_the_same() {
    assertThat(text(picture(Json.EMPTY, Link.LIVE, ""), 80, 24)).contains("No load yet");
  }

  @Test
  void ascii_is_enough() {
    Picture blocks = picture(BUSY, Link.LIVE, "");
    Picture ascii =
        new Picture(
            blocks.server(),
            blocks.now(),
            blocks.state(),
            blocks.cpuTarget(),
            blocks.trend(),
            blocks.happened(),
            Link.LIVE,
            NOW,
            "",
            false,
            Glyphs.ASCII);

    assertThat(text(ascii, 80, 24)).matches("[\\x20-\\x7e\\n]*");
  }

  @ParameterizedTest
  @CsvSource({"30", "31", "32", "33", "34", "60"})
  void a_wrapped_text_loses_nothing_and_overflows_nowhere(int columns) {
    List<Line> lines = Line.of("%s", SENTENCE).wrapped(columns, 4);

    assertThat(lines).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(columns));
    assertThat(lines.stream().map(line -> line.text().strip()).collect(Collectors.joining(" ")))
        .isEqualTo(SENTENCE);
  }

  @Test
  void text_from_elsewhere_cannot_move_the_cursor() {
    Json evil = Json.parse("{\"workload\":{\"name\":\"a\\u001b[2Jb\\nc\"}}");

    assertThat(text(picture(evil, Link.LIVE, ""), 80, 24)).contains("a [2Jb c");
  }

  @Test
  void the_curves_show_the_last_minutes_at_the_right() {
    Trend trend = new Trend();
    IntStream.range(0, 400).forEach(i -> trend.add(new Trend.Point(1_000 + i, i, 2, Double.NaN)));

    assertThat(trend.rates(50)).hasSize(50).endsWith(399).isSorted();
    assertThat(trend.rates(50)[0]).isLessThan(110);
    assertThat(trend.p95s(50)).containsOnly(Double.NaN);
  }

  @Test
  void the_curves_begin_with_what_the_controller_recorded() {
    Trend trend = new Trend();
    trend.addHistory(
        Json.parse(
            "{\"time\":[100,101],\"achievedRate\":[5,7],\"ready\":[1,2],\"p95\":[null,12.5]}"));

    assertThat(trend.rates(300)).endsWith(5, 7);
    assertThat(trend.p95s(300)).endsWith(Double.NaN, 12.5);
  }

  private static Picture picture(Json state, Link link, String note) {
    Trend trend = new Trend();
    for (int second = 60; second >= 0; second--) {
      trend.add(NOW.minusSeconds(second), state);
    }
    List<Happening> happened =
        Happening.of(
            Json.parseList(
                """
                [{"time":"2026-01-01T00:00:33Z","type":"Normal","reason":"Ready","object":"pod/demo-app-p0001","message":"is ready"},
                 {"time":"2026-01-01T00:00:30Z","type":"Normal","reason":"SuccessfulRescale","object":"hpa/demo-app","message":"x"}]
                """),
            List.of(state.at("lastDecision")));
    return new Picture(
        "http://127.0.0.1:1",
        NOW,
        state,
        50,
        trend,
        happened,
        link,
        NOW,
        note,
        false,
        Glyphs.BLOCKS);
  }

  private static String text(Picture picture, int columns, int rows) {
    return Page.lines(picture, columns, rows).stream()
        .map(Line::text)
        .collect(Collectors.joining("\n"));
  }
}
