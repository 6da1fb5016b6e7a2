package dev.bellows.demoapp.faults;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much memory requests may make the pod hold.
@ConfigMapping(prefix = "bellows.memory")
interface MemoryConfig {

  /// All of it together, in MiB.
  @WithDefault("1024")
  int mostMebibytes();
}
