package dev.bellows.cli.monitor;

import dev.bellows.cli.api.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The last minutes by the second: what was sent, how many pods were ready, how long answers took.
final class Trend {
  static final int SECONDS = 300;

  /// @param p95 corrected latency \[ms\], not a number where nothing was answered
  record Point(long second, double rate, double ready, double p95) {}

  private final Deque<Point> points = new ArrayDeque<>();

  void add(Instant at, Json state) {
    double rate = 0;
    double p95 = Double.NaN;
    for (Json run : state.items("runs")) {
      if ("RUNNING".equals(run.text("state"))) {
        rate += run.number("achievedRate");
        Json corrected = run.at("second").at("corrected");
        if (corrected.number("p95") > 0) {
          p95 = Math.max(Double.isNaN(p95) ? 0 : p95, corrected.number("p95"));
        }
      }
    }
    add(new Point(at.getEpochSecond(), rate, state.at("workload").count("ready"), p95));
  }

  void add(Point point) {
    while (!points.isEmpty() && points.getLast().second >= point.second) {
      points.removeLast();
    }
    points.addLast(point);
    while (points.getFirst().second <= point.second - SECONDS) {
      points.removeFirst();
    }
  }

  /// What the controller recorded before this began to watch.
  void addHistory(Json history) {
    List<Object> times = history.list("time");
    for (int i = 0; i < times.size(); i++) {
      add(
          new Point(
              (long) at(times, i),
              at(history.list("achievedRate"), i),
              at(history.list("ready"), i),
              at(history.list("p95"), i)));
    }
  }

  double[] rates(int columns) {
    return columns(columns, Point::rate);
  }

  double[] ready(int columns) {
    return columns(columns, Point::ready);
  }

  double[] p95s(int columns) {
    return columns(columns, Point::p95);
  }

  /// The highest value of each column's seconds. Columns begin at round seconds, so that the
  /// picture moves on instead of changing.
  private double[] columns(int columns, ToDoubleFunction<Point> value) {
    double[] highest = new double[columns];
    Arrays.fill(highest, Double.NaN);
    if (points.isEmpty()) {
      return highest;
    }
    long wide = Math.max(1, Math.ceilDiv(SECONDS, columns));
    long last = points.getLast().second / wide;
    for (Point point : points) {
      long column = columns - 1 - (last - point.second / wide);
      double next = value.applyAsDouble(point);
      if (column >= 0 && !Double.isNaN(next)) {
        double before = highest[(int) column];
        highest[(int) column] = Double.isNaN(before) ? next : Math.max(before, next);
      }
    }
    return highest;
  }

  private static double at(List<Object> values, int index) {
    return index < values.size() && values.get(index) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }
}
