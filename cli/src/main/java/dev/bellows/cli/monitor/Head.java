package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import dev.bellows.cli.watch.Insight;
import dev.bellows.cli.watch.Times;
import java.util.ArrayList;
import java.util.List;

/// Where this is, whether it is live, how the workload is, and what matters most.
final class Head {
  private static final int FULL_WIDTH = 72;

  private Head() {}

  static List<Line> lines(Picture picture, int columns, boolean airy) {
    List<Line> lines = new ArrayList<>();
    Line link = link(picture);
    Line title = new Line().put(Style.BOLD, "bellows");
    if (columns >= FULL_WIDTH) {
      title.put(Style.DIM, "  " + picture.server()).put(Style.DIM, "  " + cluster(picture.state()));
    }
    lines.add(title.fitted(columns - link.width() - 1).to(columns - link.width()).append(link));
    if (airy) {
      lines.add(new Line().put(Style.DIM, String.valueOf(picture.glyphs().rule()).repeat(columns)));
    }
    lines.add(workload(picture.state(), columns));
    Line insight = insight(picture);
    lines.addAll(airy ? insight.wrapped(columns, 2) : List.of(insight));
    return lines;
  }

  private static Line link(Picture picture) {
    Glyphs glyphs = picture.glyphs();
    String since = Times.clock(picture.since());
    Line line = new Line().put(Style.PLAIN, Times.clock(picture.now()) + "  ");
    return switch (picture.link()) {
      case LIVE -> line.put(Style.GREEN, glyphs.dot() + " live");
      case STALLED -> line.put(Style.YELLOW, glyphs.ring() + " stalled since " + since);
      case LOST -> line.put(Style.RED, glyphs.cross() + " lost at " + since);
    };
  }

  private static Line workload(Json state, int columns) {
    Json workload = state.at("workload");
    Json hpa = state.at("hpa");
    long ready = workload.count("ready");
    long desired = workload.count("desired");
    boolean wide = columns >= FULL_WIDTH;
    Line line =
        new Line()
            .put(Style.BOLD, workload.text("name"))
            .put(Style.PLAIN, "  ")
            .add(ready < desired ? Style.YELLOW : Style.GREEN, "%d of %d ready", ready, desired);
    line.add(wide ? "   min %d, max %d" : "  %d..%d", workload.count("min"), workload.count("max"));
    line.put(Style.PLAIN, wide ? "   CPU " : "  CPU ");
    if (!hpa.has("currentUtilization")) {
      return line.put(Style.DIM, "unknown");
    }
    long cpu = hpa.count("currentUtilization");
    long target = hpa.count("targetUtilization");
    return line.add(cpu > 1.1 * target ? Style.YELLOW : Style.GREEN, "%d %%", cpu)
        .add(wide ? " of a %d %% target" : " of %d %%", target);
  }

  private static Line insight(Picture picture) {
    Line line = new Line().put(Style.BOLD, picture.glyphs().arrow() + " ");
    return switch (picture.link()) {
      case LIVE -> {
        Insight insight = Insight.of(picture.state());
        yield line.put(insight.style(), insight.sentence());
      }
      case STALLED -> line.put(Style.YELLOW, "Nothing comes from the controller; this is old.");
      case LOST ->
          line.put(Style.RED, "The controller does not answer; trying again. This is old.");
    };
  }

  private static String cluster(Json state) {
    return state.text("cluster");
  }
}
