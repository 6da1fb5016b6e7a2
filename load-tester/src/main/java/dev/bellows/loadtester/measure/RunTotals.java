package dev.bellows.loadtester.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// A run so far: the sum of its intervals.
public final class RunTotals {

  private final ScheduleJudge judge = new ScheduleJudge();
  private final Histogram corrected = Recorder.microseconds();
  private final Histogram service = Recorder.microseconds();
  private final Histogram lag = Recorder.microseconds();
  private final Map<String, Long> answeredByPod = new TreeMap<>();
  private final Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
  private long bytes;
  private Snapshot latest = Snapshot.EMPTY;

  /// Adds the next interval and returns the run as of its end.
  public Snapshot add(Interval interval) {
    corrected.add(interval.corrected());
    service.add(interval.service());
    lag.add(interval.lag());
    interval
        .answeredByPod()
        .forEach((pod, count) ->
            answeredByPod.merge(PodNames.bounded(answeredByPod, pod), count, Long::sum));
    interval.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum));
    bytes += interval.bytes();
    judge.judge(interval);
    double seconds = (interval.endNanos() - interval.startNanos()) / 1e9;
    latest =
        new Snapshot(
            interval.endNanos() / 1e9,
            interval.counts(),
            interval.warmUp(),
            seconds > 0 ? interval.sent() / seconds : 0,
            LatencySummary.of(corrected),
            LatencySummary.of(service),
            LatencySummary.of(lag),
            LatencySummary.of(interval.corrected()),
            LatencySummary.of(interval.service()),
            LatencySummary.of(interval.lag()),
            Map.copyOf(answeredByPod),
            Map.copyOf(failures),
            bytes,
            judge.invalidBecause());
    return latest;
  }

  /// A run at the end of a second.
  ///
  /// @param elapsedSeconds since its start
  /// @param counts without the warm-up, which is in `warmUp` and `achievedRate` only
  /// @param achievedRate requests/s sent in the last second
  /// @param corrected of the whole run so far, as are `service` and `lag`
  /// @param secondCorrected of the last second only, as are `secondService` and `secondLag`
  /// @param invalidBecause why the run measures the generator rather than the target
  public record Snapshot(
      double elapsedSeconds,
      Counts counts,
      Counts warmUp,
      double achievedRate,
      LatencySummary corrected,
      LatencySummary service,
      LatencySummary lag,
      LatencySummary secondCorrected,
      LatencySummary secondService,
      LatencySummary secondLag,
      Map<String, Long> answeredByPod,
      Map<FailureKind, Long> failures,
      long bytes,
      Optional<String> invalidBecause) {

    private static final LatencySummary NOTHING = new LatencySummary(0, 0, 0, 0, 0, 0);

    public static final Snapshot EMPTY =
        new Snapshot(
            0,
            Counts.NONE,
            Counts.NONE,
            0,
            NOTHING,
            NOTHING,
            NOTHING,
            NOTHING,
            NOTHING,
            NOTHING,
            Map.of(),
            Map.of(),
            0,
            Optional.empty());
  }
}
