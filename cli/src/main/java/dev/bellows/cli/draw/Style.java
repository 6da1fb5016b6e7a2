package dev.bellows.cli.draw;

/// How a text looks on a terminal that has colours.
public enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  GREEN("32"),
  YELLOW("33"),
  RED("31"),
  BLUE("34"),
  CYAN("36"),
  INVERSE("7");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String on(String text) {
    return this == PLAIN ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
