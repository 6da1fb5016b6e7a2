package dev.bellows.demoapp.hashing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How many requests burn at a time and how many may wait for their turn.
@ConfigMapping(prefix = "bellows.hashing")
interface HashingConfig {

  /// Threads that burn, 1 to 64.
  @WithDefault("4")
  int concurrency();

  /// Requests that may wait for a thread, 1 to 100,000; over it the answer is 503.
  @WithDefault("128")
  int queue();
}
