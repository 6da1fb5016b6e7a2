package dev.bellows.loadtester.api;

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

  private static final double HTTP_CPU_MILLIS = 1;
  private static final double CPU_CPU_MILLIS = 25;

  WorkMix mix(long seed, double customMillis) {
    return switch (this) {
      case HTTP -> WorkMix.of(HTTP_CPU_MILLIS);
      case CPU -> WorkMix.of(CPU_CPU_MILLIS);
      case MIXED -> WorkMix.halfOfTheCpuEach(seed, HTTP_CPU_MILLIS, CPU_CPU_MILLIS);
      case CUSTOM -> WorkMix.of(customMillis);
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
