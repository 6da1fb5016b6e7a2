package dev.bellows.controller.load;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where the load testers are, and what holds them together.
@ConfigMapping(prefix = "bellows.load")
public interface LoadConfig {

  /// Base addresses. A name that stands for several machines is as many load testers.
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

  /// A load tester stops a run of ours when it has not heard of us for so long.
  @WithDefault("30s")
  Duration lease();

  /// How far ahead several load testers agree on an instant: all of them must have heard of it by
  /// then.
  @WithDefault("1s")
  Duration headStart();

  /// A load tester that has said nothing for so long is reported missing.
  @WithDefault("2s")
  Duration silence();

  /// A load tester that has said nothing for so long is given up, and its run with it.
  @WithDefault("10s")
  Duration patience();
}
