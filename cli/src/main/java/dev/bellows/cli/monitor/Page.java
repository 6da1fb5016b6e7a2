package dev.bellows.cli.monitor;

import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import dev.bellows.cli.watch.Happening;
import java.util.ArrayList;
import java.util.List;

/// The picture as lines of a size. Where there is little room it leaves out first what is
/// decoration, then what can be asked for otherwise.
final class Page {
  /// Fewer lines of events than this get no heading.
  private static final int EVENTS = 4;

  /// Where the text after the time of day begins.
  private static final int INDENT = 10;

  private Page() {}

  /// As many lines as there are rows, at most `columns` wide; the last one is for the keys.
  static List<Line> lines(Picture picture, int columns, int rows) {
    int body = Math.max(0, rows - 1);
    List<Line> lines = picture.help() ? help(picture, columns) : body(picture, columns, body);
    List<Line> shown = new ArrayList<>(lines.subList(0, Math.min(body, lines.size())));
    while (shown.size() < body) {
      shown.add(new Line());
    }
    if (rows > 0) {
      shown.add(Foot.line(picture, columns));
    }
    return shown.stream().map(line -> line.fitted(columns)).toList();
  }

  private static List<Line> help(Picture picture, int columns) {
    List<Line> lines = new ArrayList<>(Head.lines(picture, columns, true));
    lines.addAll(Help.lines());
    return lines;
  }

  private static List<Line> body(Picture picture, int columns, int rows) {
    List<Line> lines = new ArrayList<>();
    Room chosen = Room.ALL;
    for (Room room : Room.values()) {
      chosen = room;
      lines = fixed(picture, columns, room);
      if (lines.size() + room.events() <= rows) {
        break;
      }
    }
    addEvents(lines, picture, columns, rows, chosen);
    return lines;
  }

  private static List<Line> fixed(Picture picture, int columns, Room room) {
    List<Line> lines = new ArrayList<>(Head.lines(picture, columns, room.gaps()));
    add(lines, room, "LOAD", Load.lines(picture, room.runs()));
    add(lines, room, "LAST 5 MINUTES", Trends.lines(picture, columns, room.trends()));
    add(lines, room, "PODS", Pods.lines(picture, columns, room.podRows()));
    add(lines, room, "AUTOSCALER", Conditions.lines(picture, room.conditions()));
    return lines;
  }

  private static void add(List<Line> lines, Room room, String heading, List<Line> section) {
    if (section.isEmpty()) {
      return;
    }
    if (room.gaps()) {
      lines.add(new Line());
    }
    if (room.headings()) {
      lines.add(new Line().put(Style.DIM, heading));
    }
    lines.addAll(section);
  }

  /// The newest that fit; only the oldest of them may be cut.
  private static void addEvents(
      List<Line> lines, Picture picture, int columns, int rows, Room room) {
    List<Line> events = new ArrayList<>();
    boolean titled = room.headings() && rows - lines.size() > EVENTS;
    int left = rows - lines.size() - (titled ? 2 : room.gaps() ? 1 : 0);
    for (Happening happening : picture.happened().reversed()) {
      Line line = happening.line();
      List<Line> whole = room.gaps() ? line.wrapped(columns, INDENT) : List.of(line);
      if (events.size() >= left) {
        break;
      }
      events.addAll(0, events.size() + whole.size() > left ? List.of(line) : whole);
    }
    add(lines, room, "WHAT HAPPENED", events);
  }
}
