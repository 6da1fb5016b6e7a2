package dev.bellows.cli.watch;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Something that happened: an event, or a decision that changed the number of pods.
///
/// @param what where the object and the sentence stand
public record Happening(Instant time, Line what) {

  /// Events and decisions in the order in which they happened. The event that a decision leaves is
  /// left out, because the decision says more.
  public static List<Happening> of(List<Json> events, List<Json> decisions) {
    List<Happening> all = new ArrayList<>();
    for (Json event : events) {
      if (!"SuccessfulRescale".equals(event.text("reason"))) {
        all.add(event(event));
      }
    }
    for (Json decision : decisions) {
      if (isChange(decision)) {
        all.add(
            new Happening(time(decision), new Line().put(Style.BOLD, decision.text("sentence"))));
      }
    }
    all.sort(Comparator.comparing(Happening::time));
    return all;
  }

  static Happening event(Json event) {
    boolean warning = "Warning".equals(event.text("type"));
    return new Happening(
        time(event),
        new Line()
            .put(warning ? Style.YELLOW : Style.PLAIN, event.text("reason"))
            .to(11)
            .put(Style.CYAN, " " + event.text("object").replaceFirst("^pod/", ""))
            .put(Style.PLAIN, "  " + event.text("message")));
  }

  public static boolean isChange(Json decision) {
    return decision.has("sentence") && decision.count("from") != decision.count("to");
  }

  public Line line() {
    return new Line().put(Style.DIM, Times.clock(time) + "  ").append(what);
  }

  private static Instant time(Json item) {
    try {
      return Instant.parse(item.text("time"));
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }
}
