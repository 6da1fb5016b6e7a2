package dev.bellows.cli.challenge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long things may take.
///
/// @param load how long each load is on, or as its profile says
/// @param limit how long each step may take at most, or as is usual for it
/// @param poll between two looks at the bench
record Pace(@Nullable Duration load, @Nullable Duration limit, Duration poll) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SCALE_DOWN = Duration.ofMinutes(10);

  Duration limit(Step step) {
    if (limit != null) {
      return limit;
    }
    return step.profile() == null ? SCALE_DOWN : duration(step).plus(PATIENCE);
  }

  Duration restLimit() {
    return limit == null ? SCALE_DOWN : limit;
  }

  Duration duration(Step step) {
    return load == null ? step.duration() : load;
  }

  /// What starts the step's load.
  String request(Step step) {
    return "/api/load?profile="
        + step.profile()
        + (load == null ? "" : "&duration=" + load.toSeconds());
  }
}
