package dev.bellows.cli.monitor;

import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Sparkline;
import dev.bellows.cli.draw.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The last five minutes as three curves.
final class Trends {
  private static final int LABEL = 8;
  private static final int FIGURES = 18;

  private Trends() {}

  static List<Line> lines(Picture picture, int columns, int most) {
    int width = Math.max(1, Math.min(columns - LABEL - FIGURES, Trend.SECONDS));
    double[] rates = picture.trend().rates(width);
    double[] ready = picture.trend().ready(width);
    double[] p95s = picture.trend().p95s(width);
    double max = picture.state().at("workload").number("max");
    List<Line> lines = new ArrayList<>();
    lines.add(curve(picture, "rate/s", rates, Sparkline.peak(rates), Style.CYAN, "peak"));
    lines.add(curve(picture, "pods", ready, max, Style.GREEN, "max"));
    lines.add(curve(picture, "p95 ms", p95s, Sparkline.peak(p95s), Style.YELLOW, "peak"));
    return lines.subList(0, Math.min(most, lines.size()));
  }

  private static Line curve(
      Picture picture, String label, double[] values, double top, Style style, String most) {
    double last = values[values.length - 1];
    return new Line()
        .put(Style.DIM, label)
        .to(LABEL)
        .put(style, Sparkline.of(values, values.length, top, picture.glyphs()))
        .put(Style.BOLD, Double.isNaN(last) ? "    -" : String.format(Locale.ROOT, "%5.0f", last))
        .put(Style.DIM, String.format(Locale.ROOT, "  %-4s %,.0f", most, top));
  }
}
