package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import dev.bellows.cli.load.RunLine;
import dev.bellows.cli.monitor.Picture.Link;
import dev.bellows.cli.watch.Happening;
import dev.bellows.cli.watch.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The picture where there is no terminal: a line for each change of it.
final class PlainLines {
  private final Screen screen;
  private final Map<String, String> runs = new HashMap<>();
  private Instant lastHappened = Instant.MAX;
  private String workload = "";
  private Link link = Link.LIVE;

  PlainLines(Screen screen) {
    this.screen = screen;
  }

  void show(Picture picture) {
    if (picture.link() != link) {
      link = picture.link();
      say(picture.now(), link(picture));
    }
    if (lastHappened.equals(Instant.MAX)) {
      lastHappened = newest(picture);
    }
    for (Happening happening : picture.happened()) {
      if (happening.time().isAfter(lastHappened)) {
        screen.line(happening.line());
      }
    }
    lastHappened = newest(picture);
    picture.state().items("runs").reversed().forEach(run -> show(run, picture.now()));
    String now = workload(picture.state());
    if (!now.equals(workload)) {
      workload = now;
      say(picture.now(), now);
    }
  }

  /// Runs that had ended before this began are no change.
  private void show(Json run, Instant now) {
    String state = run.text("state");
    String before = runs.put(run.text("id"), state);
    boolean old = workload.isEmpty() && !"RUNNING".equals(state);
    if (!state.equals(before) && !old) {
      say(now, "run " + RunLine.of(run));
    }
  }

  private static Instant newest(Picture picture) {
    return picture.happened().isEmpty() ? Instant.EPOCH : picture.happened().getLast().time();
  }

  private void say(Instant now, String text) {
    screen.line(new Line().put(Style.DIM, Times.clock(now) + "  ").put(Style.PLAIN, text));
  }

  private static String workload(Json state) {
    Json workload = state.at("workload");
    return String.format(
        Locale.ROOT,
        "%s %d ready of %d desired, %s",
        workload.text("name"),
        workload.count("ready"),
        workload.count("desired"),
        workload.count("max") == 0
            ? "scaled by nothing"
            : "bounds %d to %d".formatted(workload.count("min"), workload.count("max")));
  }

  private static String link(Picture picture) {
    return switch (picture.link()) {
      case LIVE -> "The controller answers again.";
      case STALLED -> "Nothing comes from the controller.";
      case LOST -> "The controller does not answer; trying again.";
    };
  }
}
