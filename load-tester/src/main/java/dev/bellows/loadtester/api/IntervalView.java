package dev.bellows.loadtester.api;

import dev.bellows.loadtester.measure.CompressedHistogram;
import dev.bellows.loadtester.measure.Counts;
import dev.bellows.loadtester.measure.Interval;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Base64;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// One second of a run as JSON, with nothing lost.
///
/// @param targetRate that the schedule asked for in this second \[requests/s\]
/// @param counts at the end of the second, since the start of the run, without the warm-up
/// @param sent in this second, with those of the warm-up
/// @param pods answers of this second by the pod that gave them
/// @param failures of this second by kind
/// @param corrected an HdrHistogram of microseconds in its compressed form, base64, as are
///   `service` and `lag`
@RegisterForReflection(targets = {IntervalView.class, Counts.class})
record IntervalView(
    int second,
    long startNanos,
    long endNanos,
    double targetRate,
    Counts counts,
    long sent,
    Map<String, Long> pods,
    Map<String, Long> failures,
    long bytes,
    String corrected,
    String service,
    String lag) {

  static IntervalView of(Interval interval, double targetRate) {
    return new IntervalView(
        interval.second(),
        interval.startNanos(),
        interval.endNanos(),
        targetRate,
        interval.counts(),
        interval.sent(),
        interval.answeredByPod(),
        Run.failures(interval.failures()),
        interval.bytes(),
        encoded(interval.corrected()),
        encoded(interval.service()),
        encoded(interval.lag()));
  }

  private static String encoded(Histogram histogram) {
    return Base64.getEncoder().encodeToString(CompressedHistogram.of(histogram));
  }
}
