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

  /// From the start of the cluster to the first tick. Metrics are sampled from the start on, so
  /// this is also how old a sample is when it is decided upon, while the ticks do not drift. The
  /// default is what recorded clusters had.
  @WithDefault("5500ms")
  Duration firstTick();
}
