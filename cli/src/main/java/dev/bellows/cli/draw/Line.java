package dev.bellows.cli.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A line of styled texts that knows its width. Every character is taken as one column wide, which
/// holds for what the bench says.
public final class Line {
  private record Span(Style style, String text) {}

  /// Columns that a wrapped text needs beside its indent.
  private static final int MIN_WRAPPED = 20;

  private final List<Span> spans = new ArrayList<>();
  private int width;

  public static Line of(String format, Object... arguments) {
    return new Line().add(format, arguments);
  }

  public static Line of(Style style, String format, Object... arguments) {
    return new Line().add(style, format, arguments);
  }

  public Line add(String format, Object... arguments) {
    return add(Style.PLAIN, format, arguments);
  }

  public Line add(Style style, String format, Object... arguments) {
    return put(style, String.format(Locale.ROOT, format, arguments));
  }

  /// Adds a text as it is, without the characters that would move the cursor.
  public Line put(Style style, String text) {
    String shown = printable(text);
    if (!shown.isEmpty()) {
      spans.add(new Span(style, shown));
      width += shown.length();
    }
    return this;
  }

  public Line append(Line other) {
    spans.addAll(other.spans);
    width += other.width;
    return this;
  }

  /// Fills up with spaces to a column.
  public Line to(int column) {
    return column > width ? put(Style.PLAIN, " ".repeat(column - width)) : this;
  }

  public int width() {
    return width;
  }

  /// This line, cut where it is too long; a cut text ends with two dots.
  public Line fitted(int columns) {
    if (width <= columns) {
      return this;
    }
    Line cut = new Line();
    int room = Math.max(0, columns - 2);
    for (Span span : spans) {
      if (cut.width + span.text.length() > room) {
        cut.put(span.style, span.text.substring(0, room - cut.width));
        return cut.put(span.style, "..".substring(0, Math.clamp(columns, 0, 2)));
      }
      cut.put(span.style, span.text);
    }
    return cut;
  }

  /// This line as several, broken at spaces; all but the first begin after an indent.
  public List<Line> wrapped(int columns, int indent) {
    if (width <= columns || columns <= indent + MIN_WRAPPED) {
      return List.of(this);
    }
    List<Line> lines = new ArrayList<>();
    Line line = new Line();
    boolean begun = false;
    for (Span span : spans) {
      for (String word : span.text.split("(?<= )(?=[^ ])")) {
        if (begun && line.width + word.stripTrailing().length() > columns) {
          lines.add(line);
          line = new Line().to(indent);
        }
        boolean full = line.width + word.length() > columns;
        line.put(span.style, full ? word.stripTrailing() : word);
        begun = true;
      }
    }
    lines.add(line);
    return lines;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    spans.forEach(span -> text.append(span.text));
    return text.toString();
  }

  public String coloured() {
    StringBuilder text = new StringBuilder();
    spans.forEach(span -> text.append(span.style.on(span.text)));
    return text.toString();
  }

  public String shown(boolean colours) {
    return colours ? coloured() : text();
  }

  private static String printable(String text) {
    return text.chars().anyMatch(Character::isISOControl)
        ? text.replaceAll("\\p{Cntrl}", " ")
        : text;
  }
}
