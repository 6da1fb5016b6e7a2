package dev.bellows.cli.load;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.bellows.cli.draw.Chart;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A preview as a picture with its figures, or as JSON.
record PreviewPage(Preview preview) {
  private static final int COLUMNS = 60;
  private static final int ROWS = 6;
  private static final int POINTS = 120;

  List<Line> lines(Glyphs glyphs) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(Style.BOLD, "%s", preview.shape().name())
            .add("  over %s, %s arrivals", time(preview.seconds()), kind()));
    lines.add(new Line());
    lines.addAll(
        new Chart(preview.rates(COLUMNS), preview.peak(), "0 s", time(preview.seconds()))
            .lines(ROWS, glyphs));
    lines.add(new Line());
    lines.add(
        Line.of("min ")
            .add(Style.BOLD, "%s", rate(preview.min()))
            .add("   mean ")
            .add(Style.BOLD, "%s", rate(preview.mean()))
            .add("   peak ")
            .add(Style.BOLD, "%s", rate(preview.peak()))
            .add(" requests/s"));
    lines.add(arrivals());
    if (preview.reckoned()) {
      lines.add(
          Line.of(
              Style.DIM,
              "Rates are reckoned for the bench of `bellows up` (%dm of CPU at full load, %.1f ms"
                  + " overhead a request).",
              Preview.BENCH.millicores(),
              Preview.BENCH.overheadMicros() / 1e3));
    }
    if (preview.loadTesters() > 1) {
      lines.add(
          Line.of(
              "It takes %d load testers: one sends %,.0f requests/s at most.",
              preview.loadTesters(), Preview.HIGHEST_RATE_OF_ONE));
    }
    lines.add(Line.of(Style.DIM, "Nothing was started (--dry-run)."));
    return lines;
  }

  String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("shape", preview.shape().name());
    document.put("durationSeconds", preview.seconds());
    document.put("arrivalsKind", kind());
    document.put("min", preview.min());
    document.put("mean", preview.mean());
    document.put("peak", preview.peak());
    document.put("arrivals", preview.arrivals());
    preview.seeded().ifPresent(count -> document.put("arrivalsWithSeed", count));
    document.put("stepSeconds", preview.seconds() / POINTS);
    document.put("rates", preview.rates(POINTS));
    try {
      return JSON.std.asString(document);
    } catch (IOException impossible) {
      throw new IllegalStateException("numbers cannot be written as JSON", impossible);
    }
  }

  private Line arrivals() {
    Line line = new Line().add(Style.BOLD, "%,d", Math.round(preview.arrivals()));
    if (!preview.poisson()) {
      return line.add(" arrivals in all");
    }
    line.add(" arrivals in all on average");
    preview.seeded().ifPresent(count -> line.add(", %,d with this seed", count));
    return line;
  }

  private String kind() {
    return preview.poisson() ? "poisson" : "even";
  }

  static String time(double seconds) {
    if (seconds >= 120 && seconds % 60 == 0) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f s" : "%.1f s", seconds);
  }

  private static String rate(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
