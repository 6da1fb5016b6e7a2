package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import dev.bellows.cli.watch.Meaning;
import java.util.List;
import java.util.stream.Stream;

/// The autoscaler's conditions: a line with its meaning for each, or all in one line; and what
/// cannot be seen or done here.
final class Conditions {
  private Conditions() {}

  static List<Line> lines(Picture picture, boolean each) {
    List<Json> conditions = picture.state().at("hpa").items("conditions");
    if (each || conditions.isEmpty()) {
      return Stream.concat(
              conditions.stream().map(condition -> Meaning.of(condition, picture.glyphs())),
              picture.state().list("limits").stream().map(sentence -> limit(picture, sentence)))
          .toList();
    }
    Line line = new Line();
    for (Json condition : conditions) {
      boolean good = Meaning.isGood(condition);
      line.put(good ? Style.GREEN : Style.YELLOW, good ? picture.glyphs().tick() + " " : "! ")
          .put(Style.PLAIN, condition.text("type") + "  ");
    }
    return List.of(line);
  }

  private static Line limit(Picture picture, Object sentence) {
    return new Line().put(Style.DIM, picture.glyphs().arrow() + " " + sentence);
  }
}
