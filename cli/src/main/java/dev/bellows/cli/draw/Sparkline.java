package dev.bellows.cli.draw;

/// A curve in one line: a column for each value, its height out of eight.
public final class Sparkline {
  private Sparkline() {}

  /// The last values that fit; where there are fewer they stand at the right. A value that is not a
  /// number (nothing was measured) leaves its column empty.
  ///
  /// @param top the value of a full column
  public static String of(double[] values, int columns, double top, Glyphs glyphs) {
    StringBuilder line = new StringBuilder(columns);
    for (int column = columns; column > 0; column--) {
      int index = values.length - column;
      line.append(index < 0 ? ' ' : level(values[index], top, glyphs));
    }
    return line.toString();
  }

  /// The highest of the values, or 0.
  public static double peak(double[] values) {
    double peak = 0;
    for (double value : values) {
      peak = value > peak ? value : peak;
    }
    return peak;
  }

  private static char level(double value, double top, Glyphs glyphs) {
    int most = glyphs.levels().length() - 1;
    if (!(value >= 0)) {
      return ' ';
    }
    int level = top > 0 ? (int) Math.round(value / top * most) : 0;
    return glyphs.levels().charAt(Math.clamp(level, 1, most));
  }
}
