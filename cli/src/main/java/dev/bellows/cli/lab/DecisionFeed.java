package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.watch.Happening;
import java.time.Instant;
import java.util.List;

/// Shows each decision that changed the number of replicas once, as it is made. It asks for the
/// newest alone and for more only when that is a new one, so that a quiet bench is left in peace.
final class DecisionFeed {
  private static final int MOST_AT_ONCE = 50;

  private final Controller controller;
  private final Screen screen;
  private String newest = "";
  private Instant lastShown = Instant.EPOCH;

  DecisionFeed(Controller controller, Screen screen) {
    this.controller = controller;
    this.screen = screen;
  }

  void showNew() {
    try {
      List<Json> one = decisions(1);
      if (one.isEmpty() || one.getFirst().text("time").equals(newest)) {
        return;
      }
      newest = one.getFirst().text("time");
      for (Happening decision : Happening.of(List.of(), decisions(MOST_AT_ONCE))) {
        if (decision.time().isAfter(lastShown)) {
          lastShown = decision.time();
          screen.line(decision.line());
        }
      }
    } catch (CommandFailure silent) {
      // A controller that does not answer now is asked again.
    }
  }

  private List<Json> decisions(int limit) {
    return Json.parseList(controller.get("/api/decisions?limit=" + limit));
  }
}
