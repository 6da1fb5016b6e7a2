package dev.bellows.loadtester.engine;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// A run over one or more lanes that share a schedule by taking turns.
public final class LoadRun {

  private static final long HEAD_START_NANOS = 50_000_000;
  private static final long PATCH_DELAY_NANOS = 20_000_000;

  private record PlacedLane(Timeline timeline, Lane lane) {}

  private final List<PlacedLane> lanes;
  private final Timeline clock;
  private final long startNanos;

  /// Starts at once; the first arrival can be due a head start later.
  ///
  /// @param timelines one for each lane
  /// @param targets makes the target of a lane from its number and its timeline
  public static LoadRun start(
      RunPlan plan,
      List<? extends Timeline> timelines,
      BiFunction<Integer, Timeline, Target> targets,
      RunListener listener) {
    return start(plan, HEAD_START_NANOS, timelines, targets, listener);
  }

  /// Starts after so long, to the nanosecond: other processes start their parts of the same run at
  /// the same instant. Connections are made at once.
  public static LoadRun start(
      RunPlan plan,
      long headStartNanos,
      List<? extends Timeline> timelines,
      BiFunction<Integer, Timeline, Target> targets,
      RunListener listener) {
    return new LoadRun(plan, headStartNanos, timelines, targets, listener);
  }

  private LoadRun(
      RunPlan plan,
      long headStartNanos,
      List<? extends Timeline> timelines,
      BiFunction<Integer, Timeline, Target> targets,
      RunListener listener) {
    int count = timelines.size();
    clock = timelines.getFirst();
    startNanos = clock.nanoTime() + headStartNanos;
    lanes =
        IntStream.range(0, count)
            .mapToObj(number -> {
              Timeline timeline = timelines.get(number);
              Lane lane =
                  new Lane(
                      number,
                      plan,
                      plan.pace().lane(number, count),
                      timeline,
                      targets.apply(number, timeline),
                      listener,
                      Math.ceilDiv(plan.maxInFlight(), count));
              return new PlacedLane(timeline, lane);
            })
            .toList();
    lanes.forEach(placed -> placed.timeline.execute(() -> placed.lane.begin(startNanos)));
  }

  /// The next moment at which all lanes can change together \[ns from the start of the run\].
  public long nextChangeNanos() {
    return Math.max(0, clock.nanoTime() - startNanos) + PATCH_DELAY_NANOS;
  }

  /// Multiplies the rate of the schedule from the given moment on. A lane that is so late that
  /// arrivals after this moment are on their way already changes at once.
  public void rescale(double factor, long from) {
    lanes.forEach(placed -> placed.timeline.execute(() -> placed.lane.rescale(from, factor)));
  }

  public void stop() {
    lanes.forEach(placed -> placed.timeline.execute(placed.lane::stop));
  }
}
