package dev.bellows.cli.monitor;

import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;

/// The keys, or what is asked or answered now.
final class Foot {
  private static final String[][] KEYS = {
    {"l", "light"}, {"h", "heavy"}, {"c", "chaos"}, {"s", "stop"}, {"?", "help"}, {"q", "quit"}
  };

  private Foot() {}

  static Line line(Picture picture, int columns) {
    if (!picture.note().isEmpty()) {
      return new Line().put(Style.BOLD, picture.note()).fitted(columns);
    }
    Line line = new Line();
    for (String[] key : KEYS) {
      line.put(Style.BOLD, key[0]).put(Style.DIM, " " + key[1] + "   ");
    }
    return line;
  }
}
