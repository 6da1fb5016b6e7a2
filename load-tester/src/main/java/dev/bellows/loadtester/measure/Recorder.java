package dev.bellows.loadtester.measure;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Writes down what happens to each arrival, second by second. For one thread; times are
/// nanoseconds from the start of the run.
public final class Recorder {

  private static final int SIGNIFICANT_DIGITS = 3;

  private int second;
  private long startNanos;
  private long scheduled;
  private long sent;
  private long dropped;
  private long droppedBefore;
  private long answered;
  private long failed;
  private Histogram corrected = microseconds();
  private Histogram service = microseconds();
  private Histogram lag = microseconds();
  private Map<String, long[]> answeredByPod = new HashMap<>();
  private long[] failures = new long[FailureKind.values().length];
  private long bytes;
  private boolean changed;

  /// Microseconds with three digits; grows with what it is given.
  public static Histogram microseconds() {
    return new Histogram(SIGNIFICANT_DIGITS);
  }

  public void scheduled(long intendedNanos, long noticedNanos) {
    scheduled++;
    changed = true;
    lag.recordValue(micros(noticedNanos - intendedNanos));
  }

  public void dropped() {
    dropped++;
    changed = true;
  }

  public void sent() {
    sent++;
    changed = true;
  }

  public void answered(
      long intendedNanos, long sentNanos, long answeredNanos, String pod, long answerBytes) {
    answered++;
    changed = true;
    corrected.recordValue(micros(answeredNanos - intendedNanos));
    service.recordValue(micros(answeredNanos - sentNanos));
    bytes += answerBytes;
    long[] count = answeredByPod.get(pod);
    if (count == null) {
      String name = PodNames.bounded(answeredByPod, pod);
      count = answeredByPod.computeIfAbsent(name, first -> new long[1]);
    }
    count[0]++;
  }

  public void failed(FailureKind kind, long answerBytes) {
    failed++;
    changed = true;
    failures[kind.ordinal()]++;
    bytes += answerBytes;
  }

  /// Ends the current second and begins the next one. `waiting` and `inFlight` are what the engine
  /// holds in its hands, counted apart from the sums here, so that the balance is a check.
  public Interval close(long endNanos, long waiting, long inFlight, long cpuWaitNanos) {
    Map<String, Long> pods = new HashMap<>();
    answeredByPod.forEach((pod, count) -> pods.put(pod, count[0]));
    Map<FailureKind, Long> kinds = new EnumMap<>(FailureKind.class);
    for (FailureKind kind : FailureKind.values()) {
      if (failures[kind.ordinal()] > 0) {
        kinds.put(kind, failures[kind.ordinal()]);
      }
    }
    Interval interval =
        new Interval(
            second++,
            startNanos,
            endNanos,
            new Counts(scheduled, sent, dropped, waiting, answered, failed, inFlight),
            corrected,
            service,
            lag,
            dropped - droppedBefore,
            pods,
            kinds,
            bytes,
            cpuWaitNanos);
    startNanos = endNanos;
    droppedBefore = dropped;
    corrected = microseconds();
    service = microseconds();
    lag = microseconds();
    answeredByPod = new HashMap<>();
    failures = new long[FailureKind.values().length];
    bytes = 0;
    changed = false;
    return interval;
  }

  /// Whether anything happened since the last second was closed.
  public boolean changed() {
    return changed;
  }

  private static long micros(long nanos) {
    return Math.max(0, nanos) / 1_000;
  }
}
