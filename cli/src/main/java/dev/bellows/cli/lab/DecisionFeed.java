package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.watch.Times;

/// Shows each decision that changed the number of replicas once, as it is made.
final class DecisionFeed {
  private final Controller controller;
  private final Screen screen;
  private String lastShown = "";

  DecisionFeed(Controller controller, Screen screen) {
    this.controller = controller;
    this.screen = screen;
  }

  void showNew() {
    Json decision;
    try {
      decision = Json.parse(controller.get("/api/state")).at("lastDecision");
    } catch (CommandFailure silent) {
      return;
    }
    String time = decision.text("time");
    boolean scaled = decision.count("from") != decision.count("to");
    if (scaled && !time.equals(lastShown)) {
      lastShown = time;
      screen.line("%s  %s", screen.dim(Times.clock(time)), decision.text("sentence"));
    }
  }
}
