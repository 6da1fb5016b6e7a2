package dev.bellows.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.cli.States;
import dev.bellows.cli.StubBench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The monitor on a real terminal.
@Tag("acceptance")
@DisplayNameGeneration(ReplaceUnderscores.class)
final class MonitorTerminalTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String FOUR = States.json(4, 4, 52, States.RUN, "stays at 4: CPU is fine");
  private static final String SEVEN = States.json(6, 7, 88, "", "stays at 7: CPU is 88 %");

  private StubBench bench;
  private Tmux terminal;

  @BeforeEach
  void start() throws IOException {
    bench = new StubBench(0, FOUR);
    terminal = monitor("TERM=screen-256color");
  }

  @AfterEach
  void end() {
    terminal.close();
    bench.close();
  }

  @Test
  void shows_what_the_state_says_and_follows_it() {
    awaitScreen("4 of 4 ready", "131.9 of 133.4 requests/s", "demo-app-p0003 ready", "live");

    bench.say(SEVEN);

    awaitScreen("6 of 7 ready", "CPU 88 %", "demo-app-p0006 starting", "1 pod is starting");
  }

  @Test
  void fits_another_size_when_the_window_changes() {
    awaitScreen("min 1, max 10");

    terminal.resize(60, 16);

    awaitScreen("demo-app  4 of 4 ready  1..10", "q quit");
    terminal.resize(120, 40);
    awaitScreen("min 1, max 10", "AUTOSCALER");
  }

  @Test
  void q_gives_the_terminal_back_as_it_was() {
    awaitScreen("4 of 4 ready");
    assertThat(terminal.onOtherScreen()).isTrue();
    assertThat(terminal.cursorShown()).isFalse();

    terminal.press("q");

    awaitScreen("before", "exit 0", " icanon", " echo");
    assertThat(terminal.screen()).doesNotContain("4 of 4 ready");
    assertThat(terminal.onOtherScreen()).isFalse();
    assertThat(terminal.cursorShown()).isTrue();
  }

  @Test
  void an_interrupt_gives_the_terminal_back_too() {
    awaitScreen("4 of 4 ready");

    terminal.press("C-c");

    awaitScreen("before", "exit 0", " icanon", " echo");
  }

  @Test
  void the_end_by_a_signal_gives_the_terminal_back_too() {
    awaitScreen("4 of 4 ready");

    terminal.program().destroy();

    awaitScreen("before", "exit 143", " icanon", " echo");
    assertThat(terminal.onOtherScreen()).isFalse();
    assertThat(terminal.cursorShown()).isTrue();
  }

  @Test
  void keys_start_and_stop_load_and_chaos_asks_first() {
    awaitScreen("4 of 4 ready");

    terminal.press("h");
    awaitScreen("Run rdrt2g10 (heavy) is on");
    terminal.press("c");
    awaitScreen("y / n");
    terminal.press("n");
    terminal.press("c");
    awaitScreen("y / n");
    terminal.press("y");
    awaitScreen("(chaos) is on");
    terminal.press("s");
    awaitScreen("All load is stopped.");

    assertThat(bench.requests())
        .containsExactly(
            "POST /api/load?profile=heavy",
            "POST /api/load?profile=chaos",
            "DELETE /api/load/runs");
  }

  @Test
  void a_controller_that_goes_away_is_said_to_be_lost_and_found_again() throws IOException {
    awaitScreen("4 of 4 ready", "live");
    int port = bench.port();

    bench.close();
    awaitScreen("lost at", "The controller does not answer", "4 of 4 ready");
    bench = new StubBench(port, SEVEN);

    awaitScreen("live", "6 of 7 ready");
  }

  @Test
  void a_dumb_terminal_gets_a_line_for_each_change() {
    terminal.close();
    terminal = monitor("TERM=dumb");
    awaitScreen("demo-app 4 ready of 4 desired");

    bench.say(SEVEN);

    awaitScreen("demo-app 4 ready of 4 desired", "demo-app 6 ready of 7 desired");
    assertThat(terminal.onOtherScreen()).isFalse();
  }

  private String address() {
    return "http://127.0.0.1:" + bench.port();
  }

  private Tmux monitor(String environment) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Tmux(
        100,
        40,
        "echo before; %s '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.bellows.cli.Bellows monitor --server %s; echo exit $?; stty -a; exec sleep 60"
            .formatted(environment, java, System.getProperty("java.class.path"), address()));
  }

  private void awaitScreen(String... texts) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(terminal.screen()).contains(texts));
  }
}
