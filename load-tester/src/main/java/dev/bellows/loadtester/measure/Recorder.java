package dev.bellows.loadtester.measure;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Writes down what happens to each arrival, second by second. For one thread; times are
/// nanoseconds from the start of the run.
///
/// What is due in the warm-up is counted apart and measured nowhere.
public final class Recorder {

  private static final int SIGNIFICANT_DIGITS = 3;

  private int second;
  private long startNanos;
  private final long warmUpNanos;
  private final Tally measured = new Tally();
  private final Tally warmUp = new Tally();
  private long sentBefore;
  private long droppedBefore;
  private Histogram corrected = microseconds();
  private Histogram service = microseconds();
  private Histogram lag = microseconds();
  private Map<String, long[]> answeredByPod = new HashMap<>();
  private long[] failures = new long[FailureKind.values().length];
  private long bytes;
  private boolean changed;

  public Recorder() {
    this(0);
  }

  /// @param warmUpNanos arrivals that are due before this moment are not measured
  public Recorder(long warmUpNanos) {
    this.warmUpNanos = warmUpNanos;
  }

  /// Microseconds with three digits; grows with what it is given.
  public static Histogram microseconds() {
    return new Histogram(SIGNIFICANT_DIGITS);
  }

  public void scheduled(long intendedNanos, long noticedNanos) {
    changed = true;
    if (intendedNanos < warmUpNanos) {
      warmUp.scheduled++;
      return;
    }
    measured.scheduled++;
    lag.recordValue(micros(noticedNanos - intendedNanos));
  }

  public void dropped(long intendedNanos) {
    tally(intendedNanos).dropped++;
    changed = true;
  }

  public void sent(long intendedNanos) {
    tally(intendedNanos).sent++;
    changed = true;
  }

  public void answered(
      long intendedNanos, long sentNanos, long answeredNanos, String pod, long answerBytes) {
    changed = true;
    if (intendedNanos < warmUpNanos) {
      warmUp.answered++;
      return;
    }
    measured.answered++;
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

  public void failed(long intendedNanos, FailureKind kind, long answerBytes) {
    changed = true;
    if (intendedNanos < warmUpNanos) {
      warmUp.failed++;
      return;
    }
    measured.failed++;
    failures[kind.ordinal()]++;
    bytes += answerBytes;
  }

  /// Ends the current second and begins the next one.
  ///
  /// @param held of the measured arrivals
  /// @param heldOfWarmUp of those that are not
  /// @param thread what the thread that sends did in this second
  public Interval close(long endNanos, Held held, Held heldOfWarmUp, ThreadTime thread) {
    Map<String, Long> pods = new HashMap<>();
    answeredByPod.forEach((pod, count) -> pods.put(pod, count[0]));
    Map<FailureKind, Long> kinds = new EnumMap<>(FailureKind.class);
    for (FailureKind kind : FailureKind.values()) {
      if (failures[kind.ordinal()] > 0) {
        kinds.put(kind, failures[kind.ordinal()]);
      }
    }
    long droppedNow = measured.dropped - droppedBefore;
    ThreadTime counted = endNanos <= warmUpNanos ? ThreadTime.NONE : thread;
    Interval interval =
        new Interval(
            second++,
            startNanos,
            endNanos,
            measured.with(held),
            warmUp.with(heldOfWarmUp),
            corrected,
            service,
            lag,
            measured.sent + warmUp.sent - sentBefore,
            droppedNow,
            pods,
            kinds,
            bytes,
            counted.waitNanos(),
            droppedNow > 0 ? counted.awakeNanos() : 0);
    startNanos = endNanos;
    sentBefore = measured.sent + warmUp.sent;
    droppedBefore = measured.dropped;
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

  private Tally tally(long intendedNanos) {
    return intendedNanos < warmUpNanos ? warmUp : measured;
  }

  private static long micros(long nanos) {
    return Math.max(0, nanos) / 1_000;
  }
}
