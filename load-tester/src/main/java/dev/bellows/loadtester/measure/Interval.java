package dev.bellows.loadtester.measure;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What one second of a run brought. Histograms are in microseconds.
///
/// @param second position of the second in the run, from 0
/// @param startNanos begin of the second, from the start of the run
/// @param endNanos its end; the last interval of a run may be shorter or longer than a second
/// @param counts at the end of the second, since the start of the run, without the warm-up
/// @param warmUp the same of what was due in the warm-up, which is in `sent` but in nothing else
///   here
/// @param corrected latency of answers, from the intended time
/// @param service latency of answers, from the moment of sending
/// @param lag how late the generator noticed the arrivals that were due in this second
/// @param sent in this second, with those of the warm-up
/// @param dropped in this second
/// @param answeredByPod answers of this second by the pod that gave them
/// @param failures of this second by kind
/// @param bytes received in answers of this second
/// @param cpuWaitNanos how long the thread that sends was ready to run without a processor
/// @param droppingNanos how long it did not sleep, if it dropped arrivals, else 0
public record Interval(
    int second,
    long startNanos,
    long endNanos,
    Counts counts,
    Counts warmUp,
    Histogram corrected,
    Histogram service,
    Histogram lag,
    long sent,
    long dropped,
    Map<String, Long> answeredByPod,
    Map<FailureKind, Long> failures,
    long bytes,
    long cpuWaitNanos,
    long droppingNanos) {

  /// The same second of two parts of one run. Of two threads that sent, the one that was worse off
  /// counts: one that starves is enough to spoil the whole.
  public Interval merge(Interval other) {
    Map<String, Long> pods = new HashMap<>(answeredByPod);
    other.answeredByPod.forEach((pod, count) -> pods.merge(pod, count, Long::sum));
    Map<FailureKind, Long> kinds = new EnumMap<>(FailureKind.class);
    kinds.putAll(failures);
    other.failures.forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
    return new Interval(
        second,
        startNanos,
        Math.max(endNanos, other.endNanos),
        counts.plus(other.counts),
        warmUp.plus(other.warmUp),
        sum(corrected, other.corrected),
        sum(service, other.service),
        sum(lag, other.lag),
        sent + other.sent,
        dropped + other.dropped,
        pods,
        kinds,
        bytes + other.bytes,
        Math.max(cpuWaitNanos, other.cpuWaitNanos),
        Math.max(droppingNanos, other.droppingNanos));
  }

  /// The same second beside parts that have ended before it, of which only counts are left.
  Interval withCountsOf(Counts ended, Counts endedWarmUp) {
    return new Interval(
        second,
        startNanos,
        endNanos,
        counts.plus(ended),
        warmUp.plus(endedWarmUp),
        corrected,
        service,
        lag,
        sent,
        dropped,
        answeredByPod,
        failures,
        bytes,
        cpuWaitNanos,
        droppingNanos);
  }

  private static Histogram sum(Histogram one, Histogram other) {
    Histogram sum = one.copy();
    sum.add(other);
    return sum;
  }
}
