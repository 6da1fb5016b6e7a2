package dev.bellows.controller.load;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where the load testers are.
@ConfigMapping(prefix = "bellows.load")
public interface LoadConfig {

  /// Base addresses; load goes to the first.
  @WithDefault("http://127.0.0.1:31004")
  List<URI> testers();

  /// How long a connection, or the answer to a question, may take before the tester counts as
  /// absent.
  @WithDefault("2s")
  Duration timeout();

  /// How long the answer to a request that changes something may take: it is better to wait than to
  /// say that load was not started while it starts.
  @WithDefault("9s")
  Duration changeTimeout();
}
