package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellows.core.scorecard.Requests;
import dev.bellows.core.scorecard.SloWindow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/// What the load tester kept of a run: its totals, a row per second, and a histogram per second.
///
/// @param rows of the second column by second, as far as they were kept
record RunRecord(JsonNode run, List<Row> rows, List<Slice> slices) {
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double WINDOW = 5;

  /// Counts since the start of the run.
  record Row(int second, double targetRate, long answered, long failed, long dropped) {}

  /// Corrected latencies of a while, in microseconds.
  record Slice(double fromSeconds, double toSeconds, Histogram corrected) {}

  static RunRecord of(JsonNode run, Optional<String> table, Optional<String> histograms) {
    return new RunRecord(
        run,
        table.map(RunRecord::rows).orElse(List.of()),
        histograms.map(RunRecord::slices).orElse(List.of()));
  }

  Instant startedAt() {
    return Instant.parse(run.path("startedAt").asText());
  }

  double cpuMillis() {
    return run.path("cpuMillis").asDouble();
  }

  Requests requests() {
    return new Requests(
        run.path("scheduled").asLong(),
        run.path("answered").asLong(),
        run.path("failed").asLong(),
        run.path("dropped").asLong());
  }

  /// The windows of the SLO, from the start of the recording on.
  ///
  /// @param offsetSeconds from the start of the recording to the start of the run
  List<SloWindow> windows(double offsetSeconds, Collection<Double> percentiles) {
    List<SloWindow> windows = new ArrayList<>();
    int begin = 0;
    while (begin < slices.size()) {
      double from = slices.get(begin).fromSeconds();
      Histogram sum = new Histogram(3);
      int end = begin;
      while (end < slices.size() && slices.get(end).fromSeconds() - from < WINDOW - 0.5) {
        sum.add(slices.get(end).corrected());
        end++;
      }
      double to = slices.get(end - 1).toSeconds();
      if (to > from) {
        windows.add(
            new SloWindow(
                from + offsetSeconds,
                to + offsetSeconds,
                sum.getTotalCount(),
                failed(to) - failed(from),
                percentiles(sum, percentiles)));
      }
      begin = end;
    }
    return windows;
  }

  private static Map<Double, Double> percentiles(Histogram sum, Collection<Double> wanted) {
    Map<Double, Double> percentiles = new HashMap<>();
    if (sum.getTotalCount() > 0) {
      for (double percentile : wanted) {
        percentiles.put(percentile, sum.getValueAtPercentile(percentile) / MICROS_PER_MILLI);
      }
    }
    return percentiles;
  }

  /// Requests lost up to a second of the run, those that were never sent included.
  private long failed(double untilSecond) {
    long failed = 0;
    for (Row row : rows) {
      if (row.second() + 1 > untilSecond + 0.5) {
        break;
      }
      failed = row.failed() + row.dropped();
    }
    return failed;
  }

  private static List<Row> rows(String table) {
    List<Row> rows = new ArrayList<>();
    List<String> lines = table.lines().toList();
    if (lines.isEmpty()) {
      return rows;
    }
    List<String> names = List.of(lines.getFirst().split(","));
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",");
      if (values.length == names.size()) {
        rows.add(
            new Row(
                (int) number(names, values, "second"),
                number(names, values, "targetRate"),
                (long) number(names, values, "answered"),
                (long) number(names, values, "failed"),
                (long) number(names, values, "dropped")));
      }
    }
    return rows;
  }

  private static double number(List<String> names, String[] values, String name) {
    int at = names.indexOf(name);
    try {
      return at < 0 ? 0 : Double.parseDouble(values[at]);
    } catch (NumberFormatException unreadable) {
      return 0;
    }
  }

  private static List<Slice> slices(String log) {
    List<Slice> slices = new ArrayList<>();
    double begin = Double.NaN;
    try (HistogramLogReader reader =
        new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))) {
      while (reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        if (next instanceof Histogram histogram && "corrected".equals(histogram.getTag())) {
          double from = histogram.getStartTimeStamp() / 1e3;
          begin = Double.isNaN(begin) ? from : begin;
          slices.add(new Slice(from - begin, histogram.getEndTimeStamp() / 1e3 - begin, histogram));
        }
      }
    } catch (RuntimeException unreadable) {
      // What could be read is better than nothing; the rest is as if it had not been kept.
    }
    return slices;
  }
}
