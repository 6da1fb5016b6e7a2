package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final String RUN =
      """
      {"id":"run-1","state":"%s","invalidBecause":%s,"targetRate":35.0,"achievedRate":34.9,"endsAt":"2026-01-01T00:02:00Z",
       "sent":4200,"answered":4199,"failed":1,"dropped":0,
       "latency":{"corrected":{"p50":11.5,"p95":40.0,"p99":80.25},"service":{"p50":11.0}},
       "pods":{"demo-app-a":2100,"demo-app-b":2099}}
      """;

  private final Shell shell = new Shell();
  private FakeController controller;

  @BeforeEach
  void start() throws IOException {
    controller = new FakeController();
  }

  @AfterEach
  void stop() {
    controller.close();
  }

  @Test
  void status_shows_workload_pods_conditions_and_the_last_decision() {
    controller.answering(
        "GET /api/state",
        200,
        """
        {"workload":{"name":"demo-app","min":1,"max":10,"desired":4,"current":4,"ready":3},
         "pods":[{"name":"demo-app-a","phase":"Running","ready":true,"cpuMillicores":86,"requests":1204},
                 {"name":"demo-app-b","phase":"Pending","ready":false,"cpuMillicores":0,"requests":0}],
         "hpa":{"targetUtilization":50,"currentUtilization":86,
                "conditions":[{"type":"AbleToScale","status":"True","reason":"SucceededRescale","message":"ok"}]},
         "runs":[],"lastDecision":{"time":"2026-01-01T00:00:00Z","sentence":"2 -> 4: CPU is 86 %"}}
        """);

    assertThat(bellows("status")).isZero();

    assertThat(shell.out())
        .contains("demo-app  3 ready of 4 desired, bounds 1 to 10; CPU 86 % of a 50 % target")
        .contains("demo-app-a               Ready          86m      1,204 requests")
        .contains("demo-app-b               Pending")
        .contains("AbleToScale    has just changed the number of pods")
        .contains("1 pod is starting: what is Ready carries the load until then.")
        .contains("2 -> 4: CPU is 86 %");
  }

  @Test
  void status_as_json_is_what_the_controller_said() {
    controller.answering("GET /api/state", 200, "{\"cluster\":\"local\"}");

    assertThat(bellows("status", "--json")).isZero();

    assertThat(shell.out()).isEqualToIgnoringNewLines("{\"cluster\":\"local\"}");
  }

  @Test
  void events_are_listed_with_their_reason_oldest_first() {
    controller.answering(
        "GET /api/events",
        200,
        """
        [{"time":"2026-01-01T00:00:09Z","type":"Normal","reason":"Ready","object":"pod/demo-app-b","message":"is ready"},
         {"time":"2026-01-01T00:00:00Z","type":"Normal","reason":"SuccessfulRescale","object":"hpa/demo-app","message":"New size: 2"}]
        """);

    assertThat(bellows("events")).isZero();

    assertThat(shell.out())
        .containsSubsequence(
            "SuccessfulRescale", "hpa/demo-app", "New size: 2", "Ready", "is ready");
  }

  @Test
  void a_profile_is_sent_by_its_name() {
    controller.answering("POST /api/load?profile=heavy", 202, RUN.formatted("RUNNING", "null"));

    assertThat(bellows("load", "heavy")).isZero();

    assertThat(shell.out()).contains("Run run-1 started: 35.0 requests/s");
  }

  @Test
  void options_override_the_profile() {
    bellows("load", "light", "--duration", "7", "--type", "cpu");

    assertThat(controller.requests())
        .containsExactly("POST /api/load?duration=7&profile=light&type=cpu");
  }

  @Test
  void a_shape_goes_to_the_load_tester_by_its_names_and_a_recording_in_the_body(
      @TempDir Path folder) throws IOException {
    Path csv = Files.writeString(folder.resolve("load.csv"), "0,10\n5,20\n");

    bellows("load", "custom", "--rate=9", "--duration=2m", "--clip-high=45/s", "--cpu-millis=2");
    bellows("load", "custom", "--shape=replay", "--csv=" + csv);

    assertThat(controller.requests())
        .containsExactly(
            "POST /api/load?clipHigh=45%2Fs&cpuMillis=2&duration=120&rate=9",
            "POST /api/load?duration=120&shape=replay {\"csv\":\"0,10\\n5,20\\n\"}");
  }

  @Test
  void waiting_for_a_run_ends_with_its_figures() {
    startedRun();
    controller
        .answering("GET /api/load/runs/run-1", 200, RUN.formatted("RUNNING", "null"))
        .answering("GET /api/load/runs/run-1", 200, RUN.formatted("DONE", "null"));

    assertThat(bellows("load", "heavy", "--wait")).isZero();

    assertThat(shell.out())
        .contains("run-1 DONE")
        .contains("failed 1")
        .contains("corrected  latency  p50 11.5")
        .contains("demo-app-b               answered 2,099");
  }

  @Test
  void an_invalid_run_gives_exit_code_5_and_says_why() {
    startedRun();
    controller.answering(
        "GET /api/load/runs/run-1",
        200,
        RUN.formatted("INVALID", "\"schedule lag p99 was 12 ms\""));

    assertThat(bellows("load", "heavy", "--wait")).isEqualTo(5);

    assertThat(shell.out()).contains("INVALID: schedule lag p99 was 12 ms");
  }

  @Test
  void a_moment_without_an_answer_does_not_end_the_waiting() {
    startedRun();
    controller
        .answering("GET /api/load/runs/run-1", 503, "{\"detail\":\"the load tester is busy\"}")
        .answering("GET /api/load/runs/run-1", 200, RUN.formatted("DONE", "null"));

    assertThat(bellows("load", "heavy", "--wait")).isZero();

    assertThat(shell.out()).contains("run-1 DONE");
  }

  @Test
  void too_many_runs_are_no_bad_usage() {
    controller.answering("POST /api/load?profile=heavy", 429, "{\"detail\":\"8 runs are on\"}");

    assertThat(bellows("load", "heavy")).isEqualTo(69);
  }

  @Test
  void a_refused_parameter_gives_exit_code_64_and_the_controllers_sentence() {
    controller.answering(
        "POST /api/load?duration=120&intensity=201",
        400,
        "{\"detail\":\"intensity must be between 1 and 200, but was 201\"}");

    assertThat(bellows("load", "custom", "--intensity", "201")).isEqualTo(64);

    assertThat(shell.err())
        .isEqualToIgnoringNewLines("intensity must be between 1 and 200, but was 201");
  }

  @Test
  void custom_load_needs_an_intensity() {
    assertThat(bellows("load", "custom")).isEqualTo(64);

    assertThat(shell.err()).contains("load custom needs --intensity");
    assertThat(controller.requests()).isEmpty();
  }

  @Test
  void stop_ends_one_run_or_all() {
    controller.answering("DELETE /api/load/runs", 200, "[]");
    controller.answering("DELETE /api/load/runs/run-1", 200, "{}");

    assertThat(bellows("stop")).isZero();
    assertThat(bellows("stop", "run-1")).isZero();

    assertThat(shell.out()).contains("All load is stopped.").contains("Run run-1 is stopped.");
  }

  @Test
  void a_controller_that_does_not_answer_gives_exit_code_69_and_what_to_do() {
    controller.close();

    assertThat(bellows("status")).isEqualTo(69);

    assertThat(shell.err()).contains("No controller answers at http://127.0.0.1:");
    assertThat(shell.err()).contains("bellows up");
  }

  @Test
  void completion_knows_commands_and_options() {
    assertThat(shell.run("completion")).isZero();

    assertThat(shell.out()).contains("complete -F", "monitor", "--dry-run");
  }

  @Test
  void an_unknown_command_or_option_gives_exit_code_64() {
    assertThat(shell.run("inflate")).isEqualTo(64);
    assertThat(shell.run("status", "--colour")).isEqualTo(64);
    assertThat(shell.run("load", "gentle")).isEqualTo(64);

    assertThat(shell.err())
        .contains("PROFILE must be light, heavy, chaos or custom, but was 'gentle'");
  }

  @Test
  void up_names_the_port_that_is_busy_and_starts_nothing() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());

      assertThat(shell.run("up", "--port", port)).isEqualTo(69);

      assertThat(shell.err()).contains("Port " + port + " on 127.0.0.1").contains("in use");
    }
  }

  private void startedRun() {
    controller.answering("POST /api/load?profile=heavy", 202, RUN.formatted("RUNNING", "null"));
  }

  private int bellows(String... arguments) {
    return shell.run(List.of(arguments), "--server", controller.address());
  }
}
