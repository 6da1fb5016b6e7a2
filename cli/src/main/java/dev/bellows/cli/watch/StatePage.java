package dev.bellows.cli.watch;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import dev.bellows.cli.load.RunLine;

/// The state of the bench as a page of text.
final class StatePage {
  private final Screen screen;

  StatePage(Screen screen) {
    this.screen = screen;
  }

  void show(Json state) {
    workload(state.at("workload"), state.at("hpa"));
    Insight insight = Insight.of(state);
    screen.line(new Line().put(insight.style(), insight.sentence()));
    screen.line("");
    state.items("pods").forEach(this::pod);
    screen.line("");
    state
        .at("hpa")
        .items("conditions")
        .forEach(condition ->
            screen.line(Line.of("  ").append(Meaning.of(condition, Glyphs.ofOutput()))));
    state
        .list("limits")
        .forEach(sentence ->
            screen.line(
                new Line().put(Style.DIM, "  " + Glyphs.ofOutput().arrow() + " " + sentence)));
    if (!state.items("runs").isEmpty()) {
      screen.line("");
      state.items("runs").forEach(run -> screen.line("%s", RunLine.of(run)));
    }
    Json decision = state.at("lastDecision");
    if (decision.has("sentence")) {
      screen.line("");
      screen.line("%s  %s", Times.clock(decision.text("time")), decision.text("sentence"));
    }
  }

  private void workload(Json workload, Json hpa) {
    screen.line(
        "%s  %d ready of %d desired, %s",
        screen.bold(workload.text("name")),
        workload.count("ready"),
        workload.count("desired"),
        workload.count("max") == 0 ? "scaled by nothing" : rules(workload, hpa));
  }

  private static String rules(Json workload, Json hpa) {
    return "bounds %d to %d; CPU %s of %s"
        .formatted(
            workload.count("min"),
            workload.count("max"),
            hpa.has("currentUtilization") ? hpa.count("currentUtilization") + " %" : "unknown",
            hpa.has("targetUtilization")
                ? "a " + hpa.count("targetUtilization") + " % target"
                : "no target");
  }

  private void pod(Json pod) {
    boolean ready = pod.flag("ready");
    String phase = String.format("%-11s", ready ? "Ready" : pod.text("phase"));
    screen.line(
        "  %-24s %s %5dm %,10d requests",
        pod.text("name"),
        ready ? screen.green(phase) : screen.yellow(phase),
        pod.count("cpuMillicores"),
        pod.count("requests"));
  }
}
