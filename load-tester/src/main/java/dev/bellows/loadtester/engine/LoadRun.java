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
    return new LoadRun(plan, timelines, targets, listener);
  }

  private LoadRun(
      RunPlan plan,
      List<? extends Timeline> timelines,
      BiFunction<Integer, Timeline, Target> targets,
      RunListener listener) {
    int count = timelines.size();
    clock = timelines.getFirst();
    startNanos = clock.nanoTime() + HEAD_START_NANOS;
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

  /// Multiplies the rate of the schedule by `factor`, the same moment in all lanes.
  public void rescale(double factor) {
    long from = Math.max(0, clock.nanoTime() - startNanos) + PATCH_DELAY_NANOS;
    lanes.forEach(placed -> placed.timeline.execute(() -> placed.lane.rescale(from, factor)));
  }

  public void stop() {
    lanes.forEach(placed -> placed.timeline.execute(placed.lane::stop));
  }
}
