package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.shape.RequestWork;
import dev.bellows.loadtester.engine.WorkMix;
import java.util.Locale;

/// What a request asks of the target.
enum WorkType {
  /// Hardly more than an answer: 1 ms of CPU.
  HTTP,
  /// 25 ms of CPU.
  CPU,
  /// Both of them, each with half of the CPU.
  MIXED,
  /// As many milliseconds as the request for load says.
  CUSTOM;

  WorkMix mix(long seed, double customMillis) {
    return switch (this) {
      case HTTP -> WorkMix.of(RequestWork.HTTP.meanCpuMillis());
      case CPU -> WorkMix.of(RequestWork.CPU.meanCpuMillis());
      case MIXED ->
          WorkMix.halfOfTheCpuEach(
              seed, RequestWork.HTTP.meanCpuMillis(), RequestWork.CPU.meanCpuMillis());
      case CUSTOM -> WorkMix.of(customMillis);
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
