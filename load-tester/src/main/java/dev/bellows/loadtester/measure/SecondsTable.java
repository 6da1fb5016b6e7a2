package dev.bellows.loadtester.measure;

import java.util.Locale;

/// A run as CSV, one row per second. Counts are since the start of the run; rates in requests/s and
/// latencies in milliseconds are of the second alone. A warm-up is in the rates only.
public final class SecondsTable {

  private static final String HEADINGS =
      "second,targetRate,achievedRate,scheduled,sent,dropped,waiting,answered,failed,inFlight,"
          + "correctedP50,correctedP95,correctedP99,correctedMax,"
          + "serviceP50,serviceP95,serviceP99,serviceMax,lagP99,bytes\n";

  private final StringBuilder rows = new StringBuilder(HEADINGS);

  public void add(Interval interval, double targetRate) {
    Counts counts = interval.counts();
    double seconds = (interval.endNanos() - interval.startNanos()) / 1e9;
    LatencySummary corrected = LatencySummary.of(interval.corrected());
    LatencySummary service = LatencySummary.of(interval.service());
    rows.append(
        String.format(
            Locale.ROOT,
            "%d,%.3f,%.3f,%d,%d,%d,%d,%d,%d,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%d%n",
            interval.second(),
            targetRate,
            seconds > 0 ? interval.sent() / seconds : 0,
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
            LatencySummary.of(interval.lag()).p99(),
            interval.bytes()));
  }

  public String text() {
    return rows.toString();
  }
}
