package dev.bellows.controller.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A point as one line of JSON. The line that goes to those who watch is the line on disk.
public final class PointText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String BEGIN = "{\"t\":";

  private PointText() {}

  public static String write(Point point) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(point, json);
    } catch (IOException e) {
      throw new UncheckedIOException("a point cannot be written", e);
    }
    return text.toString();
  }

  private static void write(Point point, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("t", point.second());
    Point.Traffic traffic = point.traffic();
    number(json, "targetRate", traffic.target());
    number(json, "achievedRate", traffic.achieved());
    number(json, "answeredRate", traffic.answered());
    number(json, "failedRate", traffic.failed());
    number(json, "droppedRate", traffic.dropped());
    Point.@Nullable Latency latency = traffic.latency().orElse(null);
    latency(json, "p50", latency == null ? Double.NaN : latency.p50());
    latency(json, "p95", latency == null ? Double.NaN : latency.p95());
    latency(json, "p99", latency == null ? Double.NaN : latency.p99());
    json.writeNumberField("desired", point.replicas().desired());
    json.writeNumberField("current", point.replicas().current());
    json.writeNumberField("ready", point.replicas().ready());
    if (point.replicas().demand().isPresent()) {
      json.writeNumberField("demand", point.replicas().demand().getAsInt());
    } else {
      json.writeNullField("demand");
    }
    json.writeObjectFieldStart("cpu");
    for (Point.PodCpu pod : point.cpu()) {
      json.writeNumberField(pod.pod(), pod.millicores());
    }
    json.writeEndObject();
    number(json, "cpuTarget", point.cpuTarget());
    json.writeNumberField("cost", Math.round(point.cost() * 1e8) / 1e8);
    json.writeArrayFieldStart("marks");
    for (Mark mark : point.marks()) {
      write(mark, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void write(Mark mark, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", mark.id());
    json.writeStringField("time", mark.time().toString());
    json.writeStringField("kind", mark.kind().word());
    json.writeStringField("object", mark.object());
    json.writeStringField("text", mark.text());
    json.writeEndObject();
  }

  private static void latency(JsonGenerator json, String name, double millis) throws IOException {
    if (Double.isNaN(millis)) {
      json.writeNullField(name);
    } else {
      number(json, name, millis);
    }
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    rounded(json, value);
  }

  /// Two decimals at most: more is noise, and every viewer would pay for it.
  static void rounded(JsonGenerator json, double value) throws IOException {
    double rounded = Math.round(value * 100) / 100.0;
    if (rounded == Math.rint(rounded)) {
      json.writeNumber((long) rounded);
    } else {
      json.writeNumber(rounded);
    }
  }

  /// The second of a line, without reading the rest; -1 for what is no whole line.
  static long second(String line) {
    int comma = line.indexOf(',', BEGIN.length());
    if (!line.startsWith(BEGIN) || comma < 0 || !line.endsWith("}")) {
      return -1;
    }
    try {
      return Long.parseLong(line, BEGIN.length(), comma, 10);
    } catch (NumberFormatException torn) {
      return -1;
    }
  }

  /// The point of a line; empty for a line that a crash or a full disk cut short.
  public static Optional<Point> read(String line) {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      return Optional.of(read(json));
    } catch (IOException | RuntimeException torn) {
      return Optional.empty();
    }
  }

  private static Point read(JsonParser json) throws IOException {
    Reading reading = new Reading();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "cpu" -> readCpu(json, reading.cpu);
        case "marks" -> readMarks(json, reading.marks);
        default -> {
          if (value.isNumeric()) {
            reading.put(name, json.getDoubleValue());
          } else {
            json.skipChildren();
          }
        }
      }
    }
    return reading.point();
  }

  private static void readCpu(JsonParser json, List<Point.PodCpu> cpu) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String pod = json.currentName();
      json.nextToken();
      cpu.add(new Point.PodCpu(pod, json.getIntValue()));
    }
  }

  private static void readMarks(JsonParser json, List<Mark> marks) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      long id = 0;
      String time = "";
      String kind = "";
      String object = "";
      String text = "";
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getLongValue();
          case "time" -> time = json.getText();
          case "kind" -> kind = json.getText();
          case "object" -> object = json.getText();
          case "text" -> text = json.getText();
          default -> json.skipChildren();
        }
      }
      marks.add(new Mark(id, Instant.parse(time), Mark.Kind.of(kind), object, text));
    }
  }

  /// The fields of a point, one after the other, in any order.
  private static final class Reading {
    private final List<Point.PodCpu> cpu = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private double second = Double.NaN;
    private double target;
    private double achieved;
    private double answered;
    private double failed;
    private double dropped;
    private double p50 = Double.NaN;
    private double p95 = Double.NaN;
    private double p99 = Double.NaN;
    private double desired;
    private double current;
    private double ready;
    private double demand = Double.NaN;
    private double cpuTarget;
    private double cost;

    private void put(String name, double value) {
      switch (name) {
        case "t" -> second = value;
        case "targetRate" -> target = value;
        case "achievedRate" -> achieved = value;
        case "answeredRate" -> answered = value;
        case "failedRate" -> failed = value;
        case "droppedRate" -> dropped = value;
        case "p50" -> p50 = value;
        case "p95" -> p95 = value;
        case "p99" -> p99 = value;
        case "desired" -> desired = value;
        case "current" -> current = value;
        case "ready" -> ready = value;
        case "demand" -> demand = value;
        case "cpuTarget" -> cpuTarget = value;
        case "cost" -> cost = value;
        default -> {
          // A field of a newer version.
        }
      }
    }

    private Point point() {
      if (Double.isNaN(second)) {
        throw new IllegalArgumentException("a point without its second");
      }
      return new Point(
          (long) second,
          new Point.Traffic(
              target,
              achieved,
              answered,
              failed,
              dropped,
              Double.isNaN(p50) ? Optional.empty() : Optional.of(new Point.Latency(p50, p95, p99))),
          new Point.Replicas(
              (int) desired,
              (int) current,
              (int) ready,
              Double.isNaN(demand) ? OptionalInt.empty() : OptionalInt.of((int) demand)),
          List.copyOf(cpu),
          cpuTarget,
          cost,
          List.copyOf(marks));
    }
  }
}
