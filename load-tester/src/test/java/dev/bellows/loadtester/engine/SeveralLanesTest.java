package dev.bellows.loadtester.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurves;
import dev.bellows.loadtester.measure.Counts;
import dev.bellows.loadtester.measure.Interval;
import dev.bellows.loadtester.measure.LaneMerge;
import dev.bellows.loadtester.measure.LatencySummary;
import dev.bellows.loadtester.measure.RunTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs over several lanes in virtual time, put together as a load tester does it.
final class SeveralLanesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final int DELAYS = 20_000;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<FakeTarget> targets = new ArrayList<>();
  private final List<RunTotals.Snapshot> snapshots = new ArrayList<>();
  private boolean over;

  /// Log-normal delays, so that the far tail is a hundred times the middle.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void percentiles_are_those_of_a_known_distribution(int lanes) {
    SplittableRandom random = new SplittableRandom(11);
    long[] delays = new long[DELAYS];
    for (int i = 0; i < DELAYS; i++) {
      delays[i] = (long) (5 * MILLI * Math.exp(1.2 * random.nextGaussian()));
    }
    int[] drawn = {0};
    start(1_000, 19, lanes, 2_000, due -> delays[drawn[0]++], 5_000);
    timeline.runUntil(100 * SECOND);
    int sent = targets.stream().mapToInt(target -> target.sent.size()).sum();
    assertThat(over).isTrue();
    assertThat(last().counts()).isEqualTo(new Counts(sent, sent, 0, 0, sent, 0, 0));
    assertThat(sent).isBetween(18_500, DELAYS);
    double[] known =
        LongStream.range(0, sent).mapToDouble(n -> delays[(int) n] / 1e6).sorted().toArray();
    for (LatencySummary measured : List.of(last().service(), last().corrected())) {
      assertThat(measured.p50()).isCloseTo(rank(known, 0.5), withinPercentage(0.2));
      assertThat(measured.p99()).isCloseTo(rank(known, 0.99), withinPercentage(0.2));
      assertThat(measured.p999()).isCloseTo(rank(known, 0.999), withinPercentage(0.2));
      assertThat(measured.max()).isCloseTo(known[sent - 1], withinPercentage(0.2));
    }
  }

  /// Each snapshot is in balance by itself, or it could not be made; here the sums must be what the
  /// targets saw, in a run with too little room, a change of rate, a pause and an early end.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void every_arrival_is_accounted_for_at_every_second(int lanes) {
    LoadRun run = start(400, 20, lanes, 16 / lanes, n -> 20 * MILLI + n % 7 * 10 * MILLI, 64);
    timeline.runUntil(4 * SECOND);
    run.rescale(3, run.nextChangeNanos());
    timeline.runUntil(8_300 * MILLI);
    timeline.stall(2_500 * MILLI);
    timeline.runUntil(14_700 * MILLI);
    run.stop();
    timeline.runUntil(40 * SECOND);
    assertThat(over).isTrue();
    assertThat(snapshots).hasSizeBetween(15, 16);
    for (int i = 1; i < snapshots.size(); i++) {
      Counts before = snapshots.get(i - 1).counts();
      Counts after = snapshots.get(i).counts();
      assertThat(after.scheduled()).isGreaterThanOrEqualTo(before.scheduled());
      assertThat(after.sent()).isGreaterThanOrEqualTo(before.sent());
      assertThat(after.dropped()).isGreaterThanOrEqualTo(before.dropped());
    }
    int sent = targets.stream().mapToInt(target -> target.sent.size()).sum();
    Counts counts = last().counts();
    assertThat(counts.sent()).isEqualTo(counts.answered()).isEqualTo(sent);
    assertThat(counts.dropped()).isPositive();
    assertThat(counts.scheduled()).isEqualTo(counts.sent() + counts.dropped());
  }

  @Test
  void all_lanes_together_send_what_one_would() {
    start(100, 5, 4, 100, due -> MILLI, 1_000);
    timeline.runUntil(10 * SECOND);
    ArrivalSchedule one = schedule(100, Duration.ofSeconds(5));
    List<Long> sent = targets.stream().flatMap(t -> t.sent.stream()).sorted().toList();
    for (long intendedNanos : sent) {
      assertThat(intendedNanos).isEqualTo(one.take().intendedNanos());
    }
    assertThat(one.nextIntendedNanos()).isEqualTo(ArrivalSchedule.NEVER);
  }

  private static double rank(double[] sorted, double quantile) {
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }

  private RunTotals.Snapshot last() {
    return snapshots.getLast();
  }

  private static ArrivalSchedule schedule(double rate, Duration duration) {
    return ArrivalSchedule.poisson(RateCurves.constant(rate), duration, 3);
  }

  private LoadRun start(
      double rate,
      int seconds,
      int lanes,
      int connections,
      LongUnaryOperator serviceNanos,
      int maxInFlight) {
    Duration duration = Duration.ofSeconds(seconds);
    ArrivalSchedule schedule = schedule(rate, duration);
    LaneMerge merge = new LaneMerge(lanes);
    RunTotals totals = new RunTotals();
    return LoadRun.start(
        new RunPlan(new RunPlan.Open(schedule), duration, WorkMix.of(1), maxInFlight),
        Collections.nCopies(lanes, timeline),
        (lane, on) -> {
          FakeTarget target = new FakeTarget(timeline, connections, serviceNanos);
          targets.add(target);
          return target;
        },
        new RunListener() {
          @Override
          public void interval(int lane, Interval interval) {
            merge.add(lane, interval);
            poll();
          }

          @Override
          public void ended(int lane) {
            merge.ended(lane);
            poll();
            over = merge.allEnded();
          }

          private void poll() {
            merge.poll().map(totals::add).ifPresent(snapshots::add);
          }
        });
  }
}
