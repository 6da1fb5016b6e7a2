package dev.bellows.loadtester.http;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.RateCurves;
import dev.bellows.loadtester.engine.LoadRun;
import dev.bellows.loadtester.engine.RunListener;
import dev.bellows.loadtester.engine.RunPlan;
import dev.bellows.loadtester.engine.WorkMix;
import dev.bellows.loadtester.measure.Interval;
import dev.bellows.loadtester.measure.LaneMerge;
import dev.bellows.loadtester.measure.RunTotals;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Drives real load at a port of this machine and waits for the end of the run.
final class LoadProbe implements AutoCloseable {

  /// Longer than any machine stands still.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static final PoolSettings SETTINGS =
      new PoolSettings(16, Duration.ofSeconds(10), PATIENCE, PATIENCE);

  /// Few connections from the start, and time enough for what is asked over them.
  static final PoolSettings FEW = new PoolSettings(4, Duration.ofSeconds(10), PATIENCE, PATIENCE);

  /// A generator that was so much late sent another load than the test has in mind.
  private static final double STARVED_MILLIS = 100;

  private static final int TRIES = 5;

  /// A test of what load does over time.
  @FunctionalInterface
  interface Try {
    void make() throws Exception;
  }

  private final EventLoops loops;
  private double worstLagMillis;

  LoadProbe(EventLoops loops) {
    this.loops = loops;
  }

  /// Makes a failed try again where the generator itself tells that this machine had no processor
  /// for it: that says nothing about the client.
  void unlessStarved(Try attempt) throws Exception {
    for (int left = TRIES - 1; ; left--) {
      worstLagMillis = 0;
      try {
        attempt.make();
        return;
      } catch (AssertionError failed) {
        if (left == 0 || worstLagMillis < STARVED_MILLIS) {
          throw failed;
        }
      }
    }
  }

  RunTotals.Snapshot run(int port, double rate, Duration duration, PoolSettings settings)
      throws InterruptedException {
    return run(port, RateCurves.constant(rate), duration, settings);
  }

  RunTotals.Snapshot run(int port, RateCurve curve, Duration duration, PoolSettings settings)
      throws InterruptedException {
    return run(endpoint(port), curve, duration, settings);
  }

  RunTotals.Snapshot run(
      HttpEndpoint endpoint, RateCurve curve, Duration duration, PoolSettings settings)
      throws InterruptedException {
    int lanes = loops.timelines().size();
    LaneMerge merge = new LaneMerge(lanes);
    RunTotals totals = new RunTotals();
    AtomicReference<RunTotals.Snapshot> latest = new AtomicReference<>(RunTotals.Snapshot.EMPTY);
    CountDownLatch end = new CountDownLatch(lanes);
    LoadRun.start(
        new RunPlan(
            new RunPlan.Open(ArrivalSchedule.even(curve, duration)),
            duration,
            WorkMix.of(1),
            2_000),
        loops.timelines(),
        (lane, timeline) ->
            new HttpTarget(endpoint, settings, loops, loops.timelines().get(lane), lane),
        new RunListener() {
          @Override
          public void interval(int lane, Interval interval) {
            synchronized (merge) {
              merge.add(lane, interval);
              merge.poll().map(totals::add).ifPresent(latest::set);
            }
          }

          @Override
          public void ended(int lane) {
            synchronized (merge) {
              merge.ended(lane);
              merge.poll().map(totals::add).ifPresent(latest::set);
            }
            end.countDown();
          }
        });
    if (!end.await(duration.plus(PATIENCE.multipliedBy(3)).toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the run did not end, its last state was " + latest.get());
    }
    RunTotals.Snapshot run = latest.get();
    worstLagMillis = Math.max(worstLagMillis, run.lag().max());
    return run;
  }

  static HttpEndpoint endpoint(int port) {
    return new HttpEndpoint(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), "stub", "");
  }

  @Override
  public void close() {
    loops.close();
  }
}
