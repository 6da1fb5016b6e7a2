package dev.bellows.cli.api;

import dev.bellows.cli.draw.Line;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/// Text for people: colours where the output is a terminal that wants them, numbers with grouping.
public final class Screen {
  private final PrintWriter out;
  private final boolean terminal;
  private final boolean dumb;
  private final boolean colours;

  public Screen(PrintWriter out) {
    this(out, System.console() != null && System.console().isTerminal(), System.getenv());
  }

  Screen(PrintWriter out, boolean terminal, Map<String, String> environment) {
    this.out = out;
    this.terminal = terminal;
    this.dumb = "dumb".equals(environment.getOrDefault("TERM", "dumb"));
    this.colours = terminal && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  public void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
    out.flush();
  }

  public void line(Line line) {
    out.println(line.shown(colours));
    out.flush();
  }

  /// Shows progress in one line that the next one overwrites; nothing where output is no terminal.
  public void progress(String format, Object... arguments) {
    if (terminal) {
      out.print("\r\033[K" + String.format(Locale.ROOT, format, arguments));
      out.flush();
    }
  }

  /// Ends a line that [#progress] wrote, so that the next text starts on an empty one.
  public void endProgress() {
    if (terminal) {
      out.print("\r\033[K");
      out.flush();
    }
  }

  /// Whether there is nothing to draw on: no terminal, or one that only prints.
  public boolean isPlain() {
    return !terminal || dumb;
  }

  public boolean hasColours() {
    return colours;
  }

  public boolean isTerminal() {
    return terminal;
  }

  public String bold(String text) {
    return style("1", text);
  }

  public String dim(String text) {
    return style("2", text);
  }

  public String green(String text) {
    return style("32", text);
  }

  public String yellow(String text) {
    return style("33", text);
  }

  public String red(String text) {
    return style("31", text);
  }

  private String style(String code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
