package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.cli.api.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole loop for real: processes as pods, load over HTTP, CPU from the operating system, the
/// HPA. Only the clocks are quicker: ticks and metrics every 2 s, windows of a few seconds.
class LabIT {
  private static final Map<String, String> QUICK_CLOCKS =
      Map.of("BELLOWS_LOOP_INTERVAL", "PT2S", "BELLOWS_LOCAL_METRIC_RESOLUTION", "PT2S");

  @TempDir private Path folder;
  private Manifests manifests;

  @BeforeEach
  void prepare() throws IOException {
    manifests = Manifests.copyOfBase(folder).withQuickBehavior();
  }

  @Test
  void load_scales_the_target_out_and_back_in_without_a_failed_request() throws Exception {
    try (RunningLab lab = start()) {
      String background = lab.startLoad("intensity=4&duration=240").text("id");
      String heavy = lab.startLoad("intensity=60&duration=90").text("id");
      await("scale-out").atMost(Duration.ofSeconds(40)).until(() -> lab.ready() >= 4);
      await("answers of four pods")
          .atMost(Duration.ofSeconds(30))
          .until(() -> lab.run(heavy).at("pods").fields().size() >= 4);

      lab.stop(heavy);
      await("every request is answered")
          .atMost(Duration.ofSeconds(40))
          .until(() -> {
            Json run = lab.run(heavy);
            return run.text("state").equals("STOPPED")
                && run.count("answered") == run.count("scheduled");
          });

      await("scale-in").atMost(Duration.ofSeconds(40)).until(() -> lab.ready() == 1);
      lab.stop(background);
      Json backgroundRun = lab.awaitEnd(background, Duration.ofSeconds(20));
      assertThat(backgroundRun.count("failed")).as("%s", backgroundRun).isZero();
      assertThat(lab.events())
          .extracting(event -> event.text("reason"))
          .contains("SuccessfulRescale");
      assertThat(lab.output()).as("the terminal of up").contains("1 -> 2");
    }
  }

  @Test
  @Tag("acceptance")
  void a_killed_pod_is_replaced_and_only_what_was_in_flight_there_is_lost() throws Exception {
    manifests.replacing("hpa.yaml", "minReplicas: 1", "minReplicas: 3");
    try (RunningLab lab = start()) {
      await("three pods").atMost(Duration.ofSeconds(30)).until(() -> lab.ready() == 3);
      String run = lab.startLoad("intensity=20&duration=12").text("id");
      await("answers")
          .atMost(Duration.ofSeconds(10))
          .until(() -> lab.run(run).count("answered") > 20);
      ProcessHandle victim = lab.podProcesses().getFirst();

      victim.destroyForcibly();

      await("loss is seen").atMost(Duration.ofSeconds(5)).until(() -> lab.ready() < 3);
      await("a new pod").atMost(Duration.ofSeconds(15)).until(() -> lab.ready() == 3);
      Json ended = lab.awaitEnd(run, Duration.ofSeconds(30));
      assertThat(ended.count("answered") + ended.count("failed")).isEqualTo(ended.count("sent"));
      assertThat(ended.count("failed")).as("%s", ended).isLessThan(8);
    }
  }

  @Test
  void a_second_up_says_which_port_is_busy_and_an_end_signal_leaves_nothing_behind()
      throws Exception {
    try (RunningLab lab = start()) {
      try (RunningLab second = RunningLab.start(lab.port(), folder, QUICK_CLOCKS)) {
        assertThat(second.awaitExit(Duration.ofSeconds(10))).isEqualTo(69);
        assertThat(second.output()).contains("Port " + lab.port()).contains("is in use");
      }
      assertThat(lab.ready()).isEqualTo(1);
      List<ProcessHandle> all = lab.processes();
      assertThat(all).as("up, controller, load tester, a pod").hasSizeGreaterThanOrEqualTo(4);

      lab.interrupt();

      await("all gone").atMost(Duration.ofSeconds(10)).until(() -> noneLives(all));
    }
  }

  @Test
  @Tag("acceptance")
  void when_the_controller_is_killed_everything_ends_and_the_next_up_works() throws Exception {
    int port;
    try (RunningLab lab = start()) {
      port = lab.port();
      List<ProcessHandle> all = lab.processes();

      lab.controllerProcess().destroyForcibly();

      await("all gone").atMost(Duration.ofSeconds(10)).until(() -> noneLives(all));
      assertThat(lab.awaitExit(Duration.ofSeconds(1))).isEqualTo(69);
    }
    try (RunningLab next = RunningLab.start(port, folder, QUICK_CLOCKS)) {
      await("first pod").atMost(Duration.ofSeconds(60)).until(() -> next.ready() >= 1);
    }
  }

  @Test
  void a_broken_manifest_is_named_with_its_line_and_nothing_is_left_running() throws Exception {
    manifests.replacing("deployment.yaml", " containers:", " containers: [");
    try (RunningLab lab = RunningLab.start(RunningLab.freePorts(), folder, QUICK_CLOCKS)) {
      assertThat(lab.awaitExit(Duration.ofSeconds(30))).isEqualTo(64);
      assertThat(lab.output()).contains("deployment.yaml").contains("line");
      assertThat(noneLives(lab.processes())).isTrue();
    }
  }

  private RunningLab start() {
    return RunningLab.start(folder, QUICK_CLOCKS);
  }

  private static boolean noneLives(List<ProcessHandle> processes) {
    return processes.stream().noneMatch(ProcessHandle::isAlive);
  }
}
