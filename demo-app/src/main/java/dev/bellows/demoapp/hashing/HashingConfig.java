package dev.bellows.demoapp.hashing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How many requests burn at a time and how much may wait for its turn.
@ConfigMapping(prefix = "bellows.hashing")
interface HashingConfig {

  /// Threads that burn, 1 to 64.
  @WithDefault("4")
  int concurrency();

  /// Requests that may wait for a thread, 1 to 100,000; over it the answer is 503.
  @WithDefault("1024")
  int queue();

  /// CPU time that the waiting requests may ask for together, up to 10 minutes; over it the answer
  /// is 503.
  @WithDefault("1s")
  Duration backlog();
}
