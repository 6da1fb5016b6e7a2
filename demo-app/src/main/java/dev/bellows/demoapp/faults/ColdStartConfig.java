package dev.bellows.demoapp.faults;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How slowly the pod starts, for benches that ask what start-up costs an autoscaler.
@ConfigMapping(prefix = "bellows.cold-start")
interface ColdStartConfig {

  /// CPU time in milliseconds burnt on one thread before the pod counts as started.
  @WithDefault("0")
  int cpuMillis();

  /// How long after that the pod stays unready.
  @WithDefault("0s")
  Duration readinessDelay();
}
