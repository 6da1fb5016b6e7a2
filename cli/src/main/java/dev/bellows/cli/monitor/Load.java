package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The load that is on, else the last one that was: what is sent, how answers come.
final class Load {
  private Load() {}

  static List<Line> lines(Picture picture, int most) {
    List<Json> runs = picture.state().items("runs");
    List<Json> on = runs.stream().filter(Load::isOn).toList();
    List<Json> shown = on.isEmpty() ? runs.stream().limit(1).toList() : on;
    List<Line> lines = new ArrayList<>();
    for (Json run : shown.subList(0, Math.min(most, shown.size()))) {
      lines.add(what(run, picture));
      lines.add(answers(run));
    }
    if (shown.size() > most) {
      lines.add(Line.of(Style.DIM, "and %d more runs", shown.size() - most));
    }
    if (shown.isEmpty()) {
      lines.add(Line.of(Style.DIM, "No load yet: l, h or c starts some."));
    }
    return lines;
  }

  static boolean isOn(Json run) {
    return "RUNNING".equals(run.text("state"));
  }

  private static Line what(Json run, Picture picture) {
    Glyphs glyphs = picture.glyphs();
    Line line =
        isOn(run)
            ? new Line().put(Style.GREEN, glyphs.dot() + " ")
            : new Line().put(Style.DIM, glyphs.ring() + " ");
    line.add(Style.BOLD, "%.1f", run.number("achievedRate"));
    line.add(" of %.1f requests/s  ", run.number("targetRate"));
    line.put(Style.DIM, kind(run) + "  ");
    String state = run.text("state");
    if (isOn(run)) {
      return line.put(Style.PLAIN, left(run, picture.now())).put(Style.DIM, "  " + run.text("id"));
    }
    return line.put(
            "INVALID".equals(state) ? Style.RED : Style.PLAIN, state.toLowerCase(Locale.ROOT))
        .put(Style.DIM, "  " + run.text("id"));
  }

  private static String kind(Json run) {
    if (run.count("users") > 0) {
      return run.count("users") + " users";
    }
    String shape = run.text("shape");
    return String.format(Locale.ROOT, "%.0f %% %s", run.number("intensity"), run.text("type"))
        + (shape.isEmpty() || "constant".equals(shape) ? "" : " " + shape);
  }

  private static Line answers(Json run) {
    Json latency =
        isOn(run) && run.has("second")
            ? run.at("second").at("corrected")
            : run.at("latency").at("corrected");
    Line line =
        new Line()
            .put(Style.PLAIN, "  ")
            .add(
                "p50 %s  p95 %s  p99 %s ms",
                ms(latency, "p50"), ms(latency, "p95"), ms(latency, "p99"))
            .add("   answered %,d", run.count("answered"));
    count(line, "failed", run.count("failed"));
    count(line, "dropped", run.count("dropped"));
    return line;
  }

  private static void count(Line line, String name, long count) {
    line.add(count > 0 ? Style.RED : Style.DIM, "  %s %,d", name, count);
  }

  private static String ms(Json latency, String name) {
    double value = latency.number(name);
    return String.format(Locale.ROOT, value < 1000 ? "%.1f" : "%,.0f", value);
  }

  private static String left(Json run, Instant now) {
    try {
      long seconds =
          Math.max(0, Duration.between(now, Instant.parse(run.text("endsAt"))).toSeconds());
      return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
    } catch (DateTimeException none) {
      return "";
    }
  }
}
