package dev.bellows.loadtester.engine;

import dev.bellows.core.schedule.ArrivalSchedule;
import java.time.Duration;

/// What a run does.
///
/// @param pace when requests are sent
/// @param duration after which nothing more is sent
/// @param warmUp the first part of the duration: what is due in it is sent like everything else,
///   but not measured
/// @param work per request
/// @param maxInFlight requests waiting or in flight at most; what is due beyond that is dropped
public record RunPlan(
    Pace pace, Duration duration, Duration warmUp, WorkMix work, int maxInFlight) {

  /// Without a warm-up.
  public RunPlan(Pace pace, Duration duration, WorkMix work, int maxInFlight) {
    this(pace, duration, Duration.ZERO, work, maxInFlight);
  }

  /// What decides when the next request is sent.
  public sealed interface Pace {

    /// The part of one of several lanes.
    ArrivalSchedule lane(int index, int count);
  }

  /// The open model: time alone decides.
  public record Open(ArrivalSchedule schedule) implements Pace {
    @Override
    public ArrivalSchedule lane(int index, int count) {
      return schedule.slice(index, count);
    }
  }

  /// The closed model: each of the users sends its next request when it has its answer.
  public record Closed(int users) implements Pace {
    @Override
    public ArrivalSchedule lane(int index, int count) {
      int share = users / count + (index < users % count ? 1 : 0);
      return new UsersSchedule(share, index, count);
    }
  }

  /// One of several parts of a pace, for a process that shares a run with others. Part and lanes
  /// take turns over the whole, so the lanes of all parts are together the whole again.
  public record Part(Pace whole, int part, int parts) implements Pace {
    @Override
    public ArrivalSchedule lane(int index, int count) {
      return whole.lane(part + parts * index, parts * count);
    }
  }
}
