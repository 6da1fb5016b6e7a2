package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Bar;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The pods, each with its CPU against what it should use; as many side by side as fit.
final class Pods {
  private static final int NARROWEST = 39;
  private static final int WIDEST = 60;
  private static final int GAP = 2;
  private static final int STATE = 10;
  private static final int FIGURE = 7;

  private Pods() {}

  static List<Line> lines(Picture picture, int columns, int mostRows) {
    List<Json> pods = picture.state().items("pods");
    if (pods.isEmpty() || mostRows == 0) {
      return List.of();
    }
    int across = Math.max(1, (columns + GAP) / (NARROWEST + GAP));
    across = Math.min(across, pods.size());
    int width = Math.min(WIDEST, (columns - GAP * (across - 1)) / across);
    int rows = Math.ceilDiv(pods.size(), across);
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < Math.min(rows, mostRows); row++) {
      Line line = new Line();
      for (int column = 0; column < across && row + column * rows < pods.size(); column++) {
        line.to(column * (width + GAP)).append(pod(pods.get(row + column * rows), picture, width));
      }
      lines.add(line);
    }
    if (rows > mostRows) {
      int hidden = pods.size() - mostRows * across;
      Line more = Line.of(Style.DIM, "  + %d", hidden);
      lines.set(lines.size() - 1, lines.getLast().fitted(columns - more.width()).append(more));
    }
    return lines;
  }

  private static Line pod(Json pod, Picture picture, int width) {
    double target = picture.cpuTarget();
    double cpu = pod.number("cpuMillicores");
    String name = pod.text("name");
    int names = Math.max(6, Math.min(name.length(), width - STATE - FIGURE - 8));
    Line line = new Line().put(Style.PLAIN, shortened(name, names)).to(names + 1);
    line.append(state(pod)).to(names + STATE);
    int bar = Math.max(0, width - names - STATE - FIGURE);
    double top = target > 0 ? 2.5 * target : 100;
    line.append(Bar.of(cpu, target, top, bar, picture.glyphs()));
    return line.put(
        Style.PLAIN,
        pod.has("cpuMillicores") ? String.format(Locale.ROOT, "%5.0fm", cpu) : "     -");
  }

  private static Line state(Json pod) {
    if (pod.flag("terminating")) {
      return Line.of(Style.DIM, "draining");
    }
    if (pod.flag("ready")) {
      return Line.of(Style.GREEN, "ready");
    }
    return Line.of(
        Style.YELLOW,
        "Running".equals(pod.text("phase"))
            ? "starting"
            : pod.text("phase").toLowerCase(Locale.ROOT));
  }

  /// The end of a pod's name tells it from the others.
  private static String shortened(String name, int columns) {
    return name.length() <= columns ? name : ".." + name.substring(name.length() - columns + 2);
  }
}
