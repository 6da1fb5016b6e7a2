package dev.bellows.controller.load;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/// Every second of a run in parts, put together as the parts tell them. A second that a part tells
/// late takes its place among the others.
final class MergedSeconds {
  private static final double MICROS_PER_MILLI = 1_000;

  /// A load tester's log has no more lines either.
  private static final int MOST_LINES = 600;

  private static final String HEADINGS =
      "second,targetRate,achievedRate,scheduled,sent,dropped,waiting,answered,failed,inFlight,"
          + "correctedP50,correctedP95,correctedP99,correctedMax,"
          + "serviceP50,serviceP95,serviceP99,serviceMax,lagP99,bytes\n";

  private final int parts;
  private final TreeMap<Integer, MergedSecond> seconds = new TreeMap<>();

  MergedSeconds(int parts) {
    this.parts = parts;
  }

  void add(ShareSecond told, int part) {
    seconds.merge(
        told.second(),
        MergedSecond.of(told, part, parts),
        (known, fresh) -> known.plus(told, part));
  }

  void clear() {
    seconds.clear();
  }

  int size() {
    return seconds.size();
  }

  @Nullable MergedSecond at(int second) {
    return seconds.get(second);
  }

  /// One row of CSV per second. Counts are since the start of the run; rates in requests/s and
  /// latencies in milliseconds are of the second alone. A warm-up is in the rates only.
  String table() {
    StringBuilder rows = new StringBuilder(HEADINGS);
    Counts[] latest = new Counts[parts];
    Arrays.fill(latest, Counts.NONE);
    for (var entry : seconds.entrySet()) {
      MergedSecond second = entry.getValue();
      Counts sum = Counts.NONE;
      for (int part = 0; part < parts; part++) {
        Counts told = second.counts()[part];
        latest[part] = told == null ? latest[part] : told;
        sum = sum.plus(latest[part]);
      }
      rows.append(row(entry.getKey(), second, sum));
    }
    return rows.toString();
  }

  private static String row(int number, MergedSecond second, Counts counts) {
    Latency corrected = Latency.of(second.corrected().decoded());
    Latency service = Latency.of(second.service().decoded());
    return String.format(
        Locale.ROOT,
        "%d,%.3f,%.3f,%d,%d,%d,%d,%d,%d,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%d%n",
        number,
        second.targetRate(),
        second.achievedRate(),
        counts.scheduled(),
        counts.sent(),
        counts.dropped(),
        counts.waiting(),
        counts.answered(),
        counts.failed(),
        counts.inFlight(),
        corrected.p50(),
        corrected.p95(),
        corrected.p99(),
        corrected.max(),
        service.p50(),
        service.p95(),
        service.p99(),
        service.max(),
        Latency.of(second.lag().decoded()).p99(),
        second.bytes());
  }

  /// The run in the HdrHistogram log format, as a load tester writes it: values in microseconds,
  /// lines tagged `corrected` and `service`, of several seconds each in a long run.
  String log(Instant startedAt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistogramLogWriter writer =
        new HistogramLogWriter(new PrintStream(out, false, StandardCharsets.UTF_8));
    writer.outputComment("[Bellows fleet; histogram values are microseconds]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(startedAt.toEpochMilli());
    writer.setBaseTime(startedAt.toEpochMilli());
    writer.outputLegend();
    int perLine = Math.max(1, Math.ceilDiv(seconds.size(), MOST_LINES));
    MergedSecond[] all = seconds.values().toArray(MergedSecond[]::new);
    for (int first = 0; first < all.length; first += perLine) {
      write(writer, Arrays.asList(all).subList(first, Math.min(all.length, first + perLine)));
    }
    writer.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(HistogramLogWriter writer, Collection<MergedSecond> some) {
    Histogram corrected = EncodedHistogram.empty();
    Histogram service = EncodedHistogram.empty();
    long start = Long.MAX_VALUE;
    long end = 0;
    for (MergedSecond second : some) {
      second.corrected().addTo(corrected);
      second.service().addTo(service);
      start = Math.min(start, second.startNanos());
      end = Math.max(end, second.endNanos());
    }
    corrected.setTag("corrected");
    service.setTag("service");
    writer.outputIntervalHistogram(start / 1e9, end / 1e9, corrected, MICROS_PER_MILLI);
    writer.outputIntervalHistogram(start / 1e9, end / 1e9, service, MICROS_PER_MILLI);
  }
}
