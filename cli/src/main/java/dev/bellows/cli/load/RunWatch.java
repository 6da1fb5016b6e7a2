package dev.bellows.cli.load;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import java.time.Duration;

/// Follows a run to its end: a line that lives on a terminal, a line every ten seconds elsewhere.
final class RunWatch {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int POLLS_PER_PLAIN_LINE = 10;

  /// An overloaded bench may miss a poll; one that is gone misses them all.
  private static final int MISSED_POLLS_LIMIT = 10;

  private final Controller controller;
  private final Screen screen;

  RunWatch(Controller controller, Screen screen) {
    this.controller = controller;
    this.screen = screen;
  }

  /// Returns the run as it was when it had ended.
  String untilEnd(String id) throws InterruptedException {
    for (int polls = 0; ; polls++) {
      String answer = poll(id);
      Json run = Json.parse(answer);
      if (!"RUNNING".equals(run.text("state"))) {
        screen.endProgress();
        summarize(run);
        return answer;
      }
      if (screen.isTerminal()) {
        screen.progress("%s", RunLine.of(run));
      } else if (polls % POLLS_PER_PLAIN_LINE == 0) {
        screen.line("%s", RunLine.of(run));
      }
      Thread.sleep(POLL);
    }
  }

  private String poll(String id) throws InterruptedException {
    for (int missed = 1; ; missed++) {
      try {
        return controller.get("/api/load/runs/" + id);
      } catch (CommandFailure failure) {
        if (failure.exitCode() != ExitCode.NOT_REACHABLE || missed == MISSED_POLLS_LIMIT) {
          throw failure;
        }
        Thread.sleep(POLL);
      }
    }
  }

  private void summarize(Json run) {
    screen.line("%s", RunLine.of(run));
    if (run.has("invalidBecause")) {
      screen.line("%s", screen.red("INVALID: " + run.text("invalidBecause")));
    }
    latency("corrected", run);
    latency("service", run);
    run.at("pods")
        .fields()
        .forEach((pod, answered) -> screen.line("  %-24s answered %,d", pod, answered));
  }

  private void latency(String kind, Json run) {
    Json latency = run.at("latency").at(kind);
    screen.line(
        "  %-10s latency  p50 %.1f  p90 %.1f  p95 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms",
        kind,
        latency.number("p50"),
        latency.number("p90"),
        latency.number("p95"),
        latency.number("p99"),
        latency.number("p999"),
        latency.number("max"));
  }
}
