package dev.bellows.controller.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stretch of time as columns over equal steps. A step of several seconds keeps the highest
/// latency, demand and desired number, the mean of rates and CPU, and the last of everything else;
/// a step in which nothing was recorded is null.
public final class SeriesText {
  private static final JsonFactory JSON = new JsonFactory();

  private final long from;
  private final int step;
  private final int steps;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Column> cpu = new LinkedHashMap<>();
  private final List<Point> points;

  private SeriesText(List<Point> points, int mostSteps) {
    this.points = points;
    this.from = points.isEmpty() ? 0 : points.getFirst().second();
    long seconds = points.isEmpty() ? 0 : points.getLast().second() - from + 1;
    this.step = (int) Math.max(1, Math.ceilDiv(seconds, mostSteps));
    this.steps = (int) Math.ceilDiv(seconds, step);
    points.forEach(this::add);
  }

  /// The document of `/api/history`.
  ///
  /// @param points in the order of their seconds
  /// @param mostSteps columns are not longer than this
  public static String write(Instant from, Instant to, List<Point> points, int mostSteps) {
    StringWriter text = new StringWriter(64 * 1024);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new SeriesText(points, mostSteps).write(from, to, json);
    } catch (IOException e) {
      throw new UncheckedIOException("the series cannot be written", e);
    }
    return text.toString();
  }

  private void add(Point point) {
    int at = (int) ((point.second() - from) / step);
    Point.Traffic traffic = point.traffic();
    column("targetRate").mean(at, traffic.target());
    column("achievedRate").mean(at, traffic.achieved());
    column("answeredRate").mean(at, traffic.answered());
    column("failedRate").mean(at, traffic.failed());
    column("droppedRate").mean(at, traffic.dropped());
    Column p50 = column("p50");
    Column p95 = column("p95");
    Column p99 = column("p99");
    traffic
        .latency()
        .ifPresent(latency -> {
          p50.highest(at, latency.p50());
          p95.highest(at, latency.p95());
          p99.highest(at, latency.p99());
        });
    column("desired").highest(at, point.replicas().desired());
    column("current").last(at, point.replicas().current());
    column("ready").last(at, point.replicas().ready());
    Column demand = column("demand");
    point.replicas().demand().ifPresent(replicas -> demand.highest(at, replicas));
    column("cpuTarget").last(at, point.cpuTarget());
    column("cost").last(at, point.cost());
    for (Point.PodCpu pod : point.cpu()) {
      cpu.computeIfAbsent(pod.pod(), name -> new Column(steps)).mean(at, pod.millicores());
    }
  }

  private Column column(String name) {
    return columns.computeIfAbsent(name, absent -> new Column(steps));
  }

  private void write(Instant begin, Instant end, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", begin.toString());
    json.writeStringField("to", end.toString());
    json.writeNumberField("stepSeconds", step);
    json.writeArrayFieldStart("time");
    for (int i = 0; i < steps; i++) {
      json.writeNumber(from + (long) i * step);
    }
    json.writeEndArray();
    if (columns.isEmpty()) {
      for (String name : NAMES) {
        json.writeArrayFieldStart(name);
        json.writeEndArray();
      }
    }
    for (Map.Entry<String, Column> column : columns.entrySet()) {
      json.writeFieldName(column.getKey());
      column.getValue().write(json, column.getKey().equals("cost"));
    }
    json.writeObjectFieldStart("cpu");
    for (Map.Entry<String, Column> pod : cpu.entrySet()) {
      json.writeFieldName(pod.getKey());
      pod.getValue().write(json, false);
    }
    json.writeEndObject();
    json.writeArrayFieldStart("marks");
    for (Point point : points) {
      for (Mark mark : point.marks()) {
        PointText.write(mark, json);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static final List<String> NAMES =
      List.of(
          "targetRate",
          "achievedRate",
          "answeredRate",
          "failedRate",
          "droppedRate",
          "p50",
          "p95",
          "p99",
          "desired",
          "current",
          "ready",
          "demand",
          "cpuTarget",
          "cost");

  /// One value per step; NaN, which JSON has not, stands for null.
  private static final class Column {
    private final double[] values;
    private final int[] counts;

    private Column(int steps) {
      values = new double[steps];
      counts = new int[steps];
      Arrays.fill(values, Double.NaN);
    }

    private void mean(int at, double value) {
      int count = ++counts[at];
      values[at] = count == 1 ? value : values[at] + (value - values[at]) / count;
    }

    private void highest(int at, double value) {
      values[at] = Double.isNaN(values[at]) ? value : Math.max(values[at], value);
    }

    private void last(int at, double value) {
      values[at] = value;
    }

    private void write(JsonGenerator json, boolean fine) throws IOException {
      json.writeStartArray();
      for (double value : values) {
        if (Double.isNaN(value)) {
          json.writeNull();
        } else if (fine) {
          json.writeNumber(Math.round(value * 1e8) / 1e8);
        } else {
          PointText.rounded(json, value);
        }
      }
      json.writeEndArray();
    }
  }
}
