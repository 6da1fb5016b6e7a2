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

  static final PoolSettings SETTINGS =
      new PoolSettings(16, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(3));

  private final EventLoops loops;

  LoadProbe(EventLoops loops) {
    this.loops = loops;
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
    if (!end.await(duration.toSeconds() + 60, TimeUnit.SECONDS)) {
      throw new AssertionError("the run did not end, its last state was " + latest.get());
    }
    return latest.get();
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
