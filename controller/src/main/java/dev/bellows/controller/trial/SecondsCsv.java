package dev.bellows.controller.trial;

import dev.bellows.controller.history.Point;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Recorded seconds as CSV, one row each.
final class SecondsCsv {
  private static final String HEADINGS =
      "time,targetRate,achievedRate,answeredRate,failedRate,droppedRate,p50,p95,p99,"
          + "desired,current,ready,demand,cpuMillicores,cost\n";

  private SecondsCsv() {}

  static String of(List<Point> points) {
    StringBuilder rows = new StringBuilder(HEADINGS);
    for (Point point : points) {
      Point.Traffic traffic = point.traffic();
      rows.append(
          String.format(
              Locale.ROOT,
              "%s,%.2f,%.2f,%.2f,%.2f,%.2f,%s,%s,%s,%d,%d,%d,%s,%d,%.8f%n",
              Instant.ofEpochSecond(point.second()),
              traffic.target(),
              traffic.achieved(),
              traffic.answered(),
              traffic.failed(),
              traffic.dropped(),
              millis(traffic.latency().map(Point.Latency::p50)),
              millis(traffic.latency().map(Point.Latency::p95)),
              millis(traffic.latency().map(Point.Latency::p99)),
              point.replicas().desired(),
              point.replicas().current(),
              point.replicas().ready(),
              point.replicas().demand().isPresent()
                  ? Integer.toString(point.replicas().demand().getAsInt())
                  : "",
              point.cpu().stream().mapToInt(Point.PodCpu::millicores).sum(),
              point.cost()));
    }
    return rows.toString();
  }

  private static String millis(Optional<Double> latency) {
    return latency.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("");
  }
}
