package dev.bellows.controller.loop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The rhythm of the scaling loop.
@ConfigMapping(prefix = "bellows.loop")
public interface LoopConfig {

  /// From the end of one tick to the start of the next.
  @WithDefault("15s")
  Duration interval();

  /// From the start of the cluster to the first tick. CPU is sampled from 3 s after the start on,
  /// so a decision looks at samples of 5.5 s of age, as it did on the clusters that were recorded.
  @WithDefault("8500ms")
  Duration firstTick();
}
