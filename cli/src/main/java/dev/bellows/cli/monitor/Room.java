package dev.bellows.cli.monitor;

/// How much of everything is drawn, from all of it to what fits a few lines.
enum Room {
  ALL(true, true, 6, 2, 3, 100, true),
  NO_HEADINGS(false, true, 3, 1, 3, 100, true),
  DENSE(false, false, 4, 1, 3, 100, true),
  ONE_LINE_OF_CONDITIONS(false, false, 3, 1, 3, 5, false),
  FEW_PODS(false, false, 2, 1, 2, 2, false),
  NO_TREND(false, false, 1, 1, 0, 1, false),
  NO_PODS(false, false, 0, 1, 0, 0, false);

  private final boolean headings;
  private final boolean gaps;
  private final int events;
  private final int runs;
  private final int trends;
  private final int podRows;
  private final boolean conditions;

  Room(
      boolean headings,
      boolean gaps,
      int events,
      int runs,
      int trends,
      int podRows,
      boolean conditions) {
    this.headings = headings;
    this.gaps = gaps;
    this.events = events;
    this.runs = runs;
    this.trends = trends;
    this.podRows = podRows;
    this.conditions = conditions;
  }

  boolean headings() {
    return headings;
  }

  /// Empty lines between the parts.
  boolean gaps() {
    return gaps;
  }

  /// Lines left for what happened.
  int events() {
    return events;
  }

  int runs() {
    return runs;
  }

  int trends() {
    return trends;
  }

  int podRows() {
    return podRows;
  }

  /// One line for each condition, not one for all.
  boolean conditions() {
    return conditions;
  }
}
