package dev.bellows.loadtester.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurves;
import dev.bellows.loadtester.measure.Counts;
import dev.bellows.loadtester.measure.Interval;
import dev.bellows.loadtester.measure.RunTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs in virtual time. [Counts] refuses to exist out of balance, so every interval that is
/// delivered here has been checked already.
final class LoadRunTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<Interval> intervals = new ArrayList<>();
  private final List<FakeTarget> targets = new ArrayList<>();
  private int ended;

  @Test
  void requests_go_out_on_time_whether_answered_or_not() {
    start(even(100, 10), 1, 10_000, 60 * SECOND, 100_000);
    timeline.runUntil(11 * SECOND);
    assertThat(targets.getFirst().sent).hasSize(1_000);
    assertThat(last().counts()).isEqualTo(new Counts(1_000, 1_000, 0, 0, 0, 0, 1_000));
    assertThat(ended).isZero();
    timeline.runUntil(72 * SECOND);
    assertThat(last().counts()).isEqualTo(new Counts(1_000, 1_000, 0, 0, 1_000, 0, 0));
    assertThat(ended).isEqualTo(1);
    assertThat(targets.getFirst().closed).isTrue();
  }

  @Test
  void latency_counts_from_the_intended_time() {
    start(even(10, 10), 1, 1, 200 * MILLI, 1_000);
    timeline.runUntil(60 * SECOND);
    RunTotals.Snapshot run = totals();
    assertThat(run.counts().answered()).isEqualTo(100);
    // One connection carries 5/s of the 10/s that are due, so the last request is 10 s late.
    assertThat(run.service().max()).isCloseTo(200, within(1.0));
    assertThat(run.corrected().max()).isCloseTo(10_100, within(100.0));
    assertThat(run.corrected().p50()).isCloseTo(5_100, within(150.0));
  }

  @Test
  void what_is_due_is_noticed_between_the_answers_that_are_read_in_one_go() {
    start(even(1_000, 2), 1, 10_000, 60 * SECOND, 10_000);
    timeline.runUntil(550 * MILLI);
    targets.getFirst().answerFirst(400, MILLI);
    timeline.runUntil(2_010 * MILLI);
    assertThat(totals().counts().answered()).isEqualTo(400);
    assertThat(totals().lag().max()).isLessThan(2);
  }

  @Test
  void what_is_due_over_the_bound_is_dropped_and_counted() {
    start(even(100, 5), 1, 50, 60 * SECOND, 60);
    timeline.runUntil(5_100 * MILLI);
    Counts counts = last().counts();
    assertThat(counts.sent()).isEqualTo(50);
    assertThat(counts.waiting()).isEqualTo(10);
    assertThat(counts.dropped()).isEqualTo(440);
    assertThat(intervals.stream().mapToLong(Interval::dropped).sum()).isEqualTo(440);
  }

  @Test
  void an_interval_comes_every_second_and_the_last_one_when_all_is_answered() {
    start(even(10, 3), 1, 100, 300 * MILLI, 100);
    timeline.runUntil(10 * SECOND);
    assertThat(intervals).extracting(Interval::second).containsExactly(0, 1, 2, 3);
    assertThat(intervals.subList(0, 3))
        .extracting(Interval::endNanos)
        .containsExactly(SECOND, 2 * SECOND, 3 * SECOND);
    assertThat(last().counts().inFlight()).isZero();
  }

  @Test
  void a_stopped_process_leaves_no_gap_and_makes_the_run_invalid() {
    start(even(100, 10), 1, 1_000, 10 * MILLI, 10_000);
    timeline.runUntil(2_500 * MILLI);
    timeline.stall(5 * SECOND);
    timeline.runUntil(12 * SECOND);
    RunTotals.Snapshot run = totals();
    assertThat(intervals).extracting(Interval::second).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(run.counts()).isEqualTo(new Counts(1_000, 1_000, 0, 0, 1_000, 0, 0));
    assertThat(intervals.get(6).counts().waiting()).isEqualTo(455);
    assertThat(run.invalidBecause().orElseThrow()).contains("did not keep its schedule");
    assertThat(run.corrected().max()).isCloseTo(5_000, within(60.0));
  }

  @Test
  void what_is_due_in_the_warm_up_is_sent_but_not_measured() {
    warmUp = Duration.ofSeconds(2);
    start(even(100, 10), 1, 1_000, 500 * MILLI, 10_000);
    timeline.runUntil(1_950 * MILLI - 1);
    assertThat(targets.getFirst().sent).hasSize(190);
    targets.getFirst().delay(MILLI);
    timeline.runUntil(12 * SECOND);
    RunTotals.Snapshot run = totals();
    assertThat(run.counts()).isEqualTo(new Counts(800, 800, 0, 0, 800, 0, 0));
    assertThat(run.warmUp()).isEqualTo(new Counts(200, 200, 0, 0, 200, 0, 0));
    assertThat(run.service().max()).isCloseTo(1, within(0.1));
    assertThat(intervals.get(1).warmUp().inFlight()).isPositive();
    assertThat(intervals).extracting(Interval::sent).startsWith(100L, 100L, 100L);
  }

  @Test
  void a_pause_in_the_warm_up_leaves_the_run_valid() {
    warmUp = Duration.ofSeconds(6);
    start(even(100, 10), 1, 1_000, 10 * MILLI, 100);
    timeline.runUntil(1_500 * MILLI);
    timeline.stall(4 * SECOND);
    timeline.runUntil(12 * SECOND);
    assertThat(totals().invalidBecause()).isEmpty();
    assertThat(totals().counts()).isEqualTo(new Counts(400, 400, 0, 0, 400, 0, 0));
    // 400 fell due in the pause, one was in flight, and 99 more had room beside it.
    assertThat(totals().warmUp().dropped()).isEqualTo(301);
  }

  /// The last answer is read before the timer of what fell due meanwhile.
  @Test
  void a_pause_over_the_end_of_a_run_loses_no_arrival() {
    start(even(100, 10), 1, 1_000, 5 * MILLI, 10_000);
    timeline.runUntil(10_026 * MILLI);
    assertThat(targets.getFirst().sent).hasSize(998);
    timeline.stall(SECOND);
    timeline.runUntil(12 * SECOND);
    assertThat(last().counts()).isEqualTo(new Counts(1_000, 1_000, 0, 0, 1_000, 0, 0));
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void a_run_on_time_is_valid() {
    start(even(100, 10), 1, 1_000, 10 * MILLI, 10_000);
    timeline.runUntil(12 * SECOND);
    assertThat(totals().invalidBecause()).isEmpty();
    assertThat(totals().lag().max()).isZero();
  }

  @Test
  void stopping_sends_nothing_more_and_drops_what_waits() {
    LoadRun run = start(even(100, 10), 1, 20, SECOND, 10_000);
    timeline.runUntil(1_550 * MILLI);
    run.stop();
    timeline.runUntil(5 * SECOND);
    Counts counts = last().counts();
    assertThat(counts.scheduled()).isEqualTo(150);
    assertThat(counts.dropped()).isEqualTo(110);
    assertThat(counts.answered()).isEqualTo(40);
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void a_change_of_intensity_changes_the_rate_from_now_on() {
    LoadRun run = start(even(100, 10), 2, 1_000, MILLI, 10_000);
    timeline.runUntil(50 * MILLI + 5 * SECOND - 20 * MILLI);
    run.rescale(2, run.nextChangeNanos());
    timeline.runUntil(12 * SECOND);
    assertThat(targets.get(0).sent.size() + targets.get(1).sent.size()).isEqualTo(1_500);
  }

  @Test
  void lanes_share_the_arrivals_without_overlap() {
    ArrivalSchedule whole =
        ArrivalSchedule.poisson(RateCurves.constant(50), Duration.ofSeconds(10), 9);
    start(whole, 3, 99, MILLI, 99);
    timeline.runUntil(12 * SECOND);
    List<Long> sent = targets.stream().flatMap(t -> t.sent.stream()).sorted().toList();
    for (long intendedNanos : sent) {
      assertThat(intendedNanos).isEqualTo(whole.take().intendedNanos());
    }
    assertThat(whole.nextIntendedNanos()).isEqualTo(ArrivalSchedule.NEVER);
    assertThat(ended).isEqualTo(3);
  }

  @Test
  void in_the_closed_model_each_user_asks_again_when_it_has_its_answer() {
    durationNanos = 10 * SECOND;
    start(new RunPlan.Closed(3), 2, 10, 200 * MILLI, 100);
    timeline.runUntil(12 * SECOND);
    assertThat(targets.get(0).sent).hasSize(100);
    assertThat(targets.get(1).sent).hasSize(50);
    assertThat(ended).isEqualTo(2);
  }

  /// The lie that an open model does not tell: one request in flight notices the freeze.
  @Test
  void a_closed_model_hides_a_freeze() {
    durationNanos = 10 * SECOND;
    start(new RunPlan.Closed(1), 1, 10, 10 * MILLI, 100);
    timeline.runUntil(5 * SECOND);
    targets.getFirst().freezeUntil(6 * SECOND);
    timeline.runUntil(12 * SECOND);
    RunTotals.Snapshot run = totals();
    assertThat(run.corrected().max()).isGreaterThan(900);
    assertThat(run.corrected().p99()).isLessThan(11);
  }

  @Test
  void a_user_whose_request_failed_waits_before_it_asks_again() {
    durationNanos = SECOND;
    start(new RunPlan.Closed(1), 1, 0, MILLI, 100);
    for (int i = 1; i <= 20; i++) {
      timeline.runUntil(50 * MILLI * (i + 1));
      if (targets.getFirst().expected > 0) {
        targets.getFirst().refuseConnection();
        targets.getFirst().expected = 0;
      }
    }
    timeline.runUntil(2 * SECOND);
    assertThat(last().counts().failed()).isBetween(5L, 11L);
  }

  @Test
  void a_refused_connection_fails_one_request_that_waited_for_it() {
    start(even(10, 2), 1, 0, MILLI, 100);
    timeline.runUntil(550 * MILLI);
    assertThat(targets.getFirst().expected).isEqualTo(5);
    targets.getFirst().refuseConnection();
    timeline.runUntil(1_060 * MILLI);
    assertThat(last().counts()).isEqualTo(new Counts(10, 1, 0, 9, 0, 1, 0));
  }

  /// Of 5 that wait only 2 have a connection in the making, because not all are made at once.
  @Test
  void a_refused_connection_takes_nothing_with_it_that_still_has_hope() {
    start(even(10, 2), 1, 0, MILLI, 100);
    timeline.runUntil(550 * MILLI);
    FakeTarget target = targets.getFirst();
    target.refuseConnection(2, 1);
    assertThat(target.expected).isEqualTo(4);
    target.refuseConnection(2, Integer.MAX_VALUE);
    assertThat(target.expected).isEqualTo(2);
    timeline.runUntil(1_060 * MILLI);
    assertThat(last().counts()).isEqualTo(new Counts(10, 3, 0, 7, 0, 3, 0));
  }

  private LoadRun start(
      ArrivalSchedule schedule, int lanes, int connections, long serviceNanos, int maxInFlight) {
    return start(new RunPlan.Open(schedule), lanes, connections, serviceNanos, maxInFlight);
  }

  private LoadRun start(
      RunPlan.Pace pace, int lanes, int connections, long serviceNanos, int maxInFlight) {
    Duration duration = Duration.ofNanos(durationNanos);
    return LoadRun.start(
        new RunPlan(pace, duration, warmUp, WorkMix.of(1), maxInFlight),
        java.util.Collections.nCopies(lanes, timeline),
        (lane, on) -> {
          FakeTarget target = new FakeTarget(timeline, connections, serviceNanos);
          targets.add(target);
          return target;
        },
        new RunListener() {
          @Override
          public void interval(int lane, Interval interval) {
            intervals.add(interval);
          }

          @Override
          public void ended(int lane) {
            ended++;
          }
        });
  }

  private long durationNanos = 10 * SECOND;
  private Duration warmUp = Duration.ZERO;

  private ArrivalSchedule even(double rate, long seconds) {
    durationNanos = seconds * SECOND;
    return ArrivalSchedule.even(RateCurves.constant(rate), Duration.ofSeconds(seconds));
  }

  private Interval last() {
    return intervals.getLast();
  }

  private RunTotals.Snapshot totals() {
    RunTotals totals = new RunTotals();
    RunTotals.Snapshot latest = RunTotals.Snapshot.EMPTY;
    for (Interval interval : intervals) {
      latest = totals.add(interval);
    }
    return latest;
  }
}
