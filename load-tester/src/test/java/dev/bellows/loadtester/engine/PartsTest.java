package dev.bellows.loadtester.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.schedule.Arrival;
import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurves;
import dev.bellows.loadtester.measure.Interval;
import dev.bellows.loadtester.measure.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/// One run in parts, each with two lanes as in a process of its own.
final class PartsTest {

  private static final long MILLI = 1_000_000L;
  private static final Duration TIME = Duration.ofSeconds(10);

  /// What a run sent and what came of it.
  private static final class Outcome {
    final List<FakeTarget> targets = new ArrayList<>();
    final Histogram corrected = Recorder.microseconds();
    final Histogram service = Recorder.microseconds();
    final Histogram lag = Recorder.microseconds();

    /// When what was sent was due.
    List<Long> sent() {
      return targets.stream().flatMap(target -> target.sent.stream()).sorted().toList();
    }

    /// What it asked for, by when that was due.
    Map<Long, Double> work() {
      Map<Long, Double> work = new HashMap<>();
      for (FakeTarget target : targets) {
        for (int i = 0; i < target.sent.size(); i++) {
          work.put(target.sent.get(i), target.cpuMillis.get(i));
        }
      }
      return work;
    }
  }

  private static final WorkMix WORK = WorkMix.halfOfTheCpuEach(3, 1, 25);

  private final VirtualTimeline timeline = new VirtualTimeline();

  @Test
  void the_parts_of_a_poisson_schedule_are_the_schedule() {
    Outcome parts = new Outcome();
    for (int part = 0; part < 3; part++) {
      start(new RunPlan.Part(poisson(), part, 3), 0, parts);
    }
    timeline.runUntil(20_000 * MILLI);
    assertThat(parts.sent()).isEqualTo(all(poissonSchedule()));
    Map<Long, Double> expected = new HashMap<>();
    ArrivalSchedule whole = poissonSchedule();
    while (whole.nextIntendedNanos() != ArrivalSchedule.NEVER) {
      Arrival arrival = whole.take();
      expected.put(arrival.intendedNanos(), WORK.cpuMillis(arrival.sequence()));
    }
    assertThat(parts.work()).isEqualTo(expected);
  }

  @Test
  void a_change_of_rate_at_an_agreed_instant_changes_the_parts_as_the_whole() {
    Outcome parts = new Outcome();
    List<LoadRun> runs =
        IntStream.range(0, 3)
            .mapToObj(part -> start(new RunPlan.Part(poisson(), part, 3), 0, parts))
            .toList();
    // The parts hear of it at different times, all before the agreed one.
    for (int part = 0; part < 3; part++) {
      timeline.runUntil((3_000 + 100 * part) * MILLI);
      runs.get(part).rescale(2.5, 4_000 * MILLI);
    }
    timeline.runUntil(20_000 * MILLI);
    ArrivalSchedule whole = poissonSchedule();
    whole.rescale(4_000 * MILLI, 2.5);
    assertThat(parts.sent()).isEqualTo(all(whole));
  }

  @Test
  void a_change_that_comes_too_late_for_its_instant_changes_at_once() {
    Outcome run = new Outcome();
    LoadRun late = start(new RunPlan.Part(poisson(), 0, 1), 0, run);
    timeline.runUntil(5_000 * MILLI);
    late.rescale(0, 4_000 * MILLI);
    timeline.runUntil(20_000 * MILLI);
    long inTime =
        all(poissonSchedule()).stream()
            .filter(intendedNanos -> intendedNanos < 5_000 * MILLI)
            .count();
    assertThat(run.sent()).hasSize((int) inTime);
  }

  @Test
  void a_run_begins_at_the_agreed_instant() {
    Outcome run = new Outcome();
    start(new RunPlan.Part(poisson(), 0, 1), 700 * MILLI, run);
    timeline.runUntil(699 * MILLI);
    assertThat(run.sent()).isEmpty();
    timeline.runUntil(20_000 * MILLI);
    assertThat(run.sent()).isEqualTo(all(poissonSchedule()));
    assertThat(run.lag.getMaxValue()).isLessThanOrEqualTo(50);
  }

  /// Every arrival has a latency of its own, so a histogram that lost or shifted one would differ.
  @Test
  void the_merged_histograms_of_the_parts_are_those_of_the_whole() {
    Outcome whole = new Outcome();
    start(even(), 0, whole);
    timeline.runUntil(20_000 * MILLI);
    Outcome parts = new Outcome();
    for (int part = 0; part < 3; part++) {
      start(new RunPlan.Part(even(), part, 3), 0, parts);
    }
    timeline.runUntil(40_000 * MILLI);
    assertThat(parts.corrected).isEqualTo(whole.corrected);
    assertThat(parts.service).isEqualTo(whole.service);
    assertThat(parts.lag).isEqualTo(whole.lag);
    assertThat(whole.corrected.getTotalCount()).isEqualTo(1_000);
  }

  @Test
  void users_are_split_without_a_rest() {
    Outcome run = new Outcome();
    for (int part = 0; part < 3; part++) {
      start(new RunPlan.Part(new RunPlan.Closed(7), part, 3), 0, run);
    }
    timeline.runUntil(1 * MILLI);
    assertThat(run.sent()).hasSize(7);
    timeline.runUntil(20_000 * MILLI);
  }

  @Test
  void users_of_all_parts_have_numbers_of_their_own() {
    List<Long> sequences = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      RunPlan.Pace users = new RunPlan.Part(new RunPlan.Closed(7), part, 3);
      for (int lane = 0; lane < 2; lane++) {
        ArrivalSchedule schedule = users.lane(lane, 2);
        while (schedule.nextIntendedNanos() == 0) {
          sequences.add(schedule.take().sequence());
        }
      }
    }
    assertThat(sequences).hasSize(7).doesNotHaveDuplicates();
  }

  private LoadRun start(RunPlan.Pace pace, long headStartNanos, Outcome outcome) {
    return LoadRun.start(
        new RunPlan(pace, TIME, WORK, 10_000),
        headStartNanos,
        Collections.nCopies(2, timeline),
        (lane, on) -> {
          FakeTarget target =
              new FakeTarget(
                  timeline, 10_000, due -> (1 + due / (10 * MILLI) * 7919 % 499) * MILLI);
          outcome.targets.add(target);
          return target;
        },
        new RunListener() {
          @Override
          public void interval(int lane, Interval interval) {
            outcome.corrected.add(interval.corrected());
            outcome.service.add(interval.service());
            outcome.lag.add(interval.lag());
          }

          @Override
          public void ended(int lane) {}
        });
  }

  private static RunPlan.Pace even() {
    return new RunPlan.Open(ArrivalSchedule.even(RateCurves.constant(100), TIME));
  }

  private static RunPlan.Pace poisson() {
    return new RunPlan.Open(poissonSchedule());
  }

  private static ArrivalSchedule poissonSchedule() {
    return ArrivalSchedule.poisson(RateCurves.ramp(20, 80, 10), TIME, 42);
  }

  private static List<Long> all(ArrivalSchedule schedule) {
    List<Long> arrivals = new ArrayList<>();
    while (schedule.nextIntendedNanos() != ArrivalSchedule.NEVER) {
      arrivals.add(schedule.take().intendedNanos());
    }
    return arrivals;
  }
}
