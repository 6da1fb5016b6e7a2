package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialCommandsTest {
  private static final String TRIAL =
      """
      {"id":"heavy-1","name":"heavy","state":"DONE","verdict":"%s","exitCode":%d,"because":"So it was.",
       "checks":[{"name":"tauU","words":"Time with too few replicas","limit":"at most 40 %%","value":"50 %%","pass":false}],
       "findings":[{"kind":"at-max","sentence":"It ran at its maximum.","fix":"Raise maxReplicas."}],
       "scorecard":{"elasticity":{"tauU":0.5},"replicas":{"max":3},"requests":{"answered":7},"flaps":[{"beforeSeconds":60,"atSeconds":95,"up":false}]},
       "figures":{"tauU":%s,"cost":0.5},"setUp":{"java":"25"},"noCapacityBecause":"The target has no CPU request."}\
      """;

  @TempDir private Path folder;
  private final Shell shell = new Shell();
  private FakeController controller;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    controller = new FakeController();
    file = folder.resolve("heavy.yaml");
    Files.writeString(file, "name: heavy");
    controller.answering("POST /api/trials", 202, "{\"id\":\"heavy-1\"}");
  }

  @AfterEach
  void stop() {
    controller.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PASS,0,Passed",
    "SLO_MISSED,2,SLO missed",
    "ELASTICITY_MISSED,3,Elasticity missed",
    "COST_MISSED,4,Cost missed",
    "INVALID,5,Invalid"
  })
  void the_verdict_of_a_trial_is_the_exit_code(String verdict, int exitCode, String words) {
    controller.answering("GET /api/trials/heavy-1", 200, TRIAL.formatted(verdict, exitCode, "0.5"));
    assertThat(run("trial", "run", file.toString())).isEqualTo(exitCode);
    assertThat(controller.requests()).contains("POST /api/trials name: heavy");
    assertThat(shell.out())
        .contains(
            words + "  So it was.",
            "missed Time with too few replicas: 50 % (at most 40 %)",
            "1:35 into the trial: down again 35 s after going up",
            "is not known: The target has no CPU request.",
            "Raise maxReplicas.")
        .doesNotContain(verdict);
  }

  /// On Kubernetes the history goes with the controller's pod, unless a volume keeps it.
  @Test
  void a_trial_that_its_controller_has_forgotten_is_invalid() {
    controller.answering("GET /api/trials/heavy-1", 404, "{\"detail\":\"There is no trial.\"}");
    assertThat(run("trial", "run", file.toString())).isEqualTo(5);
    assertThat(shell.err()).contains("The controller no longer knows trial heavy-1: ");
  }

  @Test
  void a_flaw_of_the_file_is_told_as_the_controller_tells_it() {
    controller.answering(
        "POST /api/trials?repeat=3", 400, "{\"detail\":\"line 1: load is missing.\"}");
    assertThat(run("trial", "run", file.toString(), "--repeat", "3")).isEqualTo(64);
    assertThat(shell.err()).contains("heavy.yaml, line 1: load is missing.");
  }

  @Test
  void an_autoscaler_in_a_file_of_its_own_takes_the_place_of_its_name() throws IOException {
    Files.writeString(
        folder.resolve("hpa.yaml"),
        "kind: Service\n---\nkind: HorizontalPodAutoscaler\nspec:\n  maxReplicas: 4\n");
    Files.writeString(file, "name: \ud83d\ude80\nhpa: hpa.yaml # ours\nload: {rate: 5}\n");
    controller.answering("GET /api/trials/heavy-1", 200, TRIAL.formatted("PASS", 0, "0.5"));
    assertThat(run("trial", "run", file.toString())).isZero();
    assertThat(controller.requests())
        .contains(
            "POST /api/trials name: \ud83d\ude80\nhpa: {\"spec\":{\"maxReplicas\":4}} # ours\nload: {rate: 5}\n");
  }

  @Test
  void an_autoscaler_that_is_in_no_file_is_told_with_its_line() throws IOException {
    Files.writeString(file, "name: a\nhpa: none.yaml\n");
    assertThat(run("trial", "run", file.toString())).isEqualTo(64);
    assertThat(shell.err()).contains("heavy.yaml, line 2, hpa: ").contains("There is no file");
    Files.writeString(folder.resolve("none.yaml"), "kind: Service\n");
    assertThat(run("trial", "run", file.toString())).isEqualTo(64);
    assertThat(shell.err()).contains("must hold one HorizontalPodAutoscaler, but holds 0.");
    assertThat(controller.requests()).isEmpty();
  }

  @Test
  void a_trial_is_scheduled_listed_and_comes_back_no_more() {
    String nightly =
        "{\"name\":\"heavy\",\"cron\":\"0 3 * * *\",\"next\":\"2026-11-23T03:00:00Z\"}";
    controller
        .answering("POST /api/trials/schedules", 201, nightly)
        .answering("GET /api/trials/schedules", 200, "[" + nightly + "]")
        .answering("DELETE /api/trials/schedules/heavy", 200, "{}");
    assertThat(run("trial", "schedule", file.toString())).isZero();
    assertThat(shell.out()).contains("runs at 0 3 * * *, next at 2026-11-23T03:00:00Z.");
    assertThat(run("trial", "schedules")).isZero();
    assertThat(shell.out()).containsPattern("heavy +0 3 \\* \\* \\* +next 2026-11-23T03");
    assertThat(run("trial", "unschedule", "heavy")).isZero();
    assertThat(controller.requests()).contains("DELETE /api/trials/schedules/heavy");
  }

  @Test
  void the_trend_of_a_name_is_told_oldest_first_with_what_got_worse() {
    controller.answering(
        "GET /api/trials?limit=1000",
        200,
        "[%s,%s,{\"id\":\"other\",\"name\":\"other\"}]"
            .formatted(
                "{\"id\":\"b\",\"name\":\"heavy\",\"figures\":{\"tauU\":0.5},\"regression\":\"Worse than the last 1.\"}",
                "{\"id\":\"a\",\"name\":\"heavy\",\"figures\":{\"tauU\":0.25}}"));
    assertThat(run("trial", "trend", "heavy")).isZero();
    assertThat(shell.out())
        .containsSubsequence("too few %", " 25 ", " 50 ", "Worse than the last 1.")
        .doesNotContain("other");
    assertThat(run("trial", "trend", "heavy", "--last", "1", "--json")).isZero();
    assertThat(shell.out()).contains("\"id\" : \"b\"").doesNotContain("\"id\" : \"a\"");
    assertThat(run("trial", "trend", "none")).isEqualTo(64);
    assertThat(run("trial", "trend", "heavy", "--last", "0")).isEqualTo(64);
  }

  @Test
  void a_file_that_is_not_there_is_bad_usage() {
    assertThat(run("trial", "run", folder.resolve("none.yaml").toString())).isEqualTo(64);
    assertThat(shell.err()).contains("There is no file");
  }

  @Test
  void a_trial_that_is_meant_for_a_cluster_does_not_run_here() {
    controller.answering("GET /api/state", 200, "{\"cluster\":\"local\"}");
    assertThat(run("trial", "run", file.toString(), "--against", "cluster")).isEqualTo(64);
    assertThat(shell.err()).contains("pods run on local");
    assertThat(controller.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void the_junit_file_is_written_beside_the_verdict() {
    Path junit = folder.resolve("trial.xml");
    controller
        .answering("GET /api/trials/heavy-1", 200, TRIAL.formatted("PASS", 0, "0.5"))
        .answering("GET /api/reports/heavy-1.xml", 200, "<testsuites/>");
    assertThat(run("trial", "run", file.toString(), "--junit", junit.toString())).isZero();
    assertThat(junit).hasContent("<testsuites/>");
  }

  @Test
  void two_trials_are_compared_figure_by_figure() {
    controller
        .answering("GET /api/trials/a", 200, TRIAL.formatted("PASS", 0, "0.5"))
        .answering(
            "GET /api/trials/b", 200, TRIAL.formatted("PASS", 0, "{\"median\":0.25,\"count\":3}"));
    assertThat(run("trial", "compare", "a", "b")).isZero();
    assertThat(shell.out()).containsPattern("time with too few, % +50 +25 +-50 %");
  }

  @Test
  void trials_are_listed_with_their_verdicts() {
    controller.answering(
        "GET /api/trials?limit=20", 200, "[" + TRIAL.formatted("PASS", 0, "0.5") + "]");
    assertThat(run("trial", "list")).isZero();
    assertThat(shell.out()).contains("heavy-1").contains("Passed");
  }

  @Test
  void a_report_is_written_in_the_format_that_the_file_is_named_after() throws IOException {
    Path report = folder.resolve("report.csv");
    controller.answering("GET /api/reports?last=1h&format=csv", 200, "time,ready");
    assertThat(run("report", "--last", "1h", "-o", report.toString())).isZero();
    assertThat(report).hasContent("time,ready");
    controller.answering(
        "GET /api/reports?from=2026-11-22T11%3A00%3A00Z&to=1763812800&format=csv",
        200, "time,range");
    String[] range = {
      "--from", "2026-11-22T11:00:00Z", "--to", "1763812800", "-o", report.toString()
    };
    assertThat(run(Stream.concat(Stream.of("report"), Stream.of(range)).toArray(String[]::new)))
        .isZero();
    assertThat(report).hasContent("time,range");
    assertThat(run("report")).isEqualTo(64);
    assertThat(run("report", "a", "--last", "1h")).isEqualTo(64);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!arguments[0].equals("report") || arguments.length > 1) {
      all.addAll(List.of("--server", controller.address()));
    }
    return shell.run(all);
  }
}
