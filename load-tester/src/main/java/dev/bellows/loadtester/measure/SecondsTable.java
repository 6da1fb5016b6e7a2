package dev.bellows.loadtester.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A run as CSV, one row per second. Counts are since the start of the run; rates in requests/s and
/// latencies in milliseconds are of the second alone. A warm-up is in the rates only.
///
/// Rows become text when somebody reads them, because most are never read and the run goes on
/// meanwhile. Can be read while it is added to.
public final class SecondsTable {

  private static final String HEADINGS =
      "second,targetRate,achievedRate,scheduled,sent,dropped,waiting,answered,failed,inFlight,"
          + "correctedP50,correctedP95,correctedP99,correctedMax,"
          + "serviceP50,serviceP95,serviceP99,serviceMax,lagP99,bytes\n";

  private record Row(
      int second,
      double targetRate,
      double achievedRate,
      Counts counts,
      LatencySummary corrected,
      LatencySummary service,
      double lagP99,
      long bytes) {

    String text() {
      return String.format(
          Locale.ROOT,
          "%d,%.3f,%.3f,%d,%d,%d,%d,%d,%d,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%d%n",
          second,
          targetRate,
          achievedRate,
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
          lagP99,
          bytes);
    }
  }

  private final List<Row> rows = new ArrayList<>();

  public void add(Interval interval, double targetRate) {
    double seconds = (interval.endNanos() - interval.startNanos()) / 1e9;
    Row row =
        new Row(
            interval.second(),
            targetRate,
            seconds > 0 ? interval.sent() / seconds : 0,
            interval.counts(),
            LatencySummary.of(interval.corrected()),
            LatencySummary.of(interval.service()),
            LatencySummary.of(interval.lag()).p99(),
            interval.bytes());
    synchronized (rows) {
      rows.add(row);
    }
  }

  public String text() {
    List<Row> now;
    synchronized (rows) {
      now = List.copyOf(rows);
    }
    return now.stream().map(Row::text).collect(Collectors.joining("", HEADINGS, ""));
  }
}
