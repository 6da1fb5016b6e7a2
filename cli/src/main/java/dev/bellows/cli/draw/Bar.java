package dev.bellows.cli.draw;

/// A bar from the left with a mark at the value that it should reach.
public final class Bar {
  private Bar() {}

  /// @param top the value at the right end
  /// @param target where the mark stands, or 0 for none
  public static Line of(double value, double target, double top, int columns, Glyphs glyphs) {
    int steps = glyphs.parts().length() - 1;
    long filled = top > 0 ? Math.round(Math.clamp(value / top, 0, 1) * columns * steps) : 0;
    int mark =
        target > 0 && columns > 0
            ? Math.clamp(Math.round(target / top * columns), 0, columns - 1)
            : -1;
    Style style = style(value, target);
    Line line = new Line();
    for (int column = 0; column < columns; column++) {
      int part = (int) Math.clamp(filled - (long) column * steps, 0, steps);
      if (column == mark) {
        line.put(Style.BOLD, String.valueOf(glyphs.mark()));
      } else if (part > 0) {
        line.put(style, String.valueOf(glyphs.parts().charAt(part)));
      } else {
        line.put(Style.DIM, String.valueOf(glyphs.rest()));
      }
    }
    return line;
  }

  private static Style style(double value, double target) {
    if (target <= 0) {
      return Style.CYAN;
    }
    if (value > 2 * target) {
      return Style.RED;
    }
    return value > 1.1 * target ? Style.YELLOW : Style.GREEN;
  }
}
