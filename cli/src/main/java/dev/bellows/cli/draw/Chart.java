package dev.bellows.cli.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A curve as a filled area several lines high, with an axis.
///
/// @param top the value at the upper end
/// @param from what stands below the left end
/// @param to what stands below the right end
public record Chart(double[] values, double top, String from, String to) {

  public List<Line> lines(int rows, Glyphs glyphs) {
    String highest = number(top);
    List<Line> lines = new ArrayList<>();
    for (int row = rows - 1; row >= 0; row--) {
      Line line =
          new Line().put(Style.DIM, row == rows - 1 ? highest : " ".repeat(highest.length()));
      line.put(Style.DIM, " " + glyphs.side());
      line.put(Style.CYAN, row(row, rows, glyphs));
      lines.add(line);
    }
    String indent = " ".repeat(Math.max(0, highest.length() - 1));
    lines.add(
        new Line()
            .put(Style.DIM, indent + "0 " + glyphs.corner())
            .put(Style.DIM, String.valueOf(glyphs.rule()).repeat(values.length)));
    lines.add(
        new Line()
            .put(Style.DIM, indent + "   " + from)
            .to(highest.length() + 2 + values.length - to.length())
            .put(Style.DIM, to));
    return lines;
  }

  private String row(int row, int rows, Glyphs glyphs) {
    int most = glyphs.levels().length() - 1;
    StringBuilder cells = new StringBuilder();
    for (double value : values) {
      long filled = top > 0 ? Math.round(value / top * rows * most) : 0;
      if (row == 0 && value > 0 && filled == 0) {
        filled = 1;
      }
      cells.append(glyphs.levels().charAt((int) Math.clamp(filled - (long) row * most, 0, most)));
    }
    return cells.toString();
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value < 100 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }
}
