package dev.bellows.loadtester.measure;

import java.util.Locale;
import java.util.Optional;

/// Decides whether the generator itself kept the schedule. A run whose generator was late measures
/// the generator, not the target, so it is invalid.
///
/// Rules, each over [#SECONDS] seconds in a row: p99 of the schedule lag above [#LAG_LIMIT_MILLIS];
/// or the generator's thread without a processor for more than [#CPU_WAIT_LIMIT] of the time; or
/// arrivals dropped by a thread that ran, or waited for a processor, for more than [#AWAKE_LIMIT]
/// of the time, so that it may be what they waited for. Lag belongs to the second in which the
/// arrival was due, so that one long stop of the process counts as the many bad seconds that it
/// was.
final class ScheduleJudge {

  static final int SECONDS = 3;
  static final double LAG_LIMIT_MILLIS = 10;
  static final double CPU_WAIT_LIMIT = 0.5;
  static final double AWAKE_LIMIT = 0.95;

  private int late;
  private int starved;
  private int overloaded;
  private double worstLagMillis;
  private double cpuWaitShare;
  private Optional<String> invalidBecause = Optional.empty();

  Optional<String> invalidBecause() {
    return invalidBecause;
  }

  void judge(Interval interval) {
    double lagMillis = LatencySummary.of(interval.lag()).p99();
    double length = Math.max(1, interval.endNanos() - interval.startNanos());
    double waited = interval.cpuWaitNanos() / length;
    late = lagMillis > LAG_LIMIT_MILLIS ? late + 1 : 0;
    starved = waited > CPU_WAIT_LIMIT ? starved + 1 : 0;
    overloaded = interval.droppingNanos() / length > AWAKE_LIMIT ? overloaded + 1 : 0;
    worstLagMillis = late == 0 ? 0 : Math.max(worstLagMillis, lagMillis);
    cpuWaitShare = late + starved == 0 ? 0 : Math.max(cpuWaitShare, waited);
    if (invalidBecause.isPresent()) {
      return;
    }
    int first = interval.second() - SECONDS + 1;
    if (late >= SECONDS) {
      invalidBecause = Optional.of(lateSentence(first));
    } else if (starved >= SECONDS) {
      invalidBecause = Optional.of(starvedSentence(first));
    } else if (overloaded >= SECONDS) {
      invalidBecause = Optional.of(overloadedSentence(first));
    }
  }

  private String lateSentence(int first) {
    String sentence =
        text(
            "the generator did not keep its schedule: the p99 of its lag was over %.0f ms (up to"
                + " %.1f ms) in the %d seconds from second %d",
            LAG_LIMIT_MILLIS, worstLagMillis, SECONDS, first);
    return cpuWaitShare > 0.1
        ? sentence + text("; it waited for a processor up to %.0f %% of that", cpuWaitShare * 100)
        : sentence;
  }

  private static String starvedSentence(int first) {
    return text(
        "the generator was short of CPU: its thread had to wait for a processor for more than"
            + " %.0f %% of the time in the %d seconds from second %d",
        CPU_WAIT_LIMIT * 100, SECONDS, first);
  }

  private static String overloadedSentence(int first) {
    return text(
        "the generator was short of CPU: it dropped requests while its thread ran, or waited for a"
            + " processor, for more than %.0f %% of the time in the %d seconds from second %d; they may"
            + " have waited for it, not for the target",
        AWAKE_LIMIT * 100, SECONDS, first);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
