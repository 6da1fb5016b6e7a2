package dev.bellows.cli.monitor;

import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import java.util.ArrayList;
import java.util.List;

/// What the keys do and what is to be seen.
final class Help {
  private static final String[][] TEXT = {
    {"l", "light load: 30 % of full load for 60 s"},
    {"h", "heavy load: 70 % for 120 s"},
    {"c", "chaos attack: up to 150 % for 300 s; asks first"},
    {"s", "stop all load"},
    {"q", "quit; the bench goes on"},
    {"", ""},
    {"pods", "CPU of each against what it should use (the upright line)"},
    {"ready", "gets connections; starting and draining ones get none"},
    {"p95", "latency from the moment a request was due, not from when it was sent"},
    {"curves", "the last five minutes; the figures are the last one and the highest"},
    {"", ""},
    {"any key", "closes this"}
  };

  private Help() {}

  static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line());
    for (String[] row : TEXT) {
      lines.add(new Line().put(Style.BOLD, "  " + row[0]).to(12).put(Style.PLAIN, row[1]));
    }
    return lines;
  }
}
