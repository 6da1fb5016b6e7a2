package dev.bellows.controller.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where and how long history is kept.
@ConfigMapping(prefix = "bellows.history")
public interface HistoryConfig {

  /// Folder of the history and the trials; by default `.bellows/history` of the checkout. One that
  /// cannot be written leaves history in memory, and says so.
  Optional<Path> folder();

  /// What the recorded seconds and decisions may take on disk [MiB].
  @WithDefault("256")
  long mostMebibytes();

  /// What is older is removed.
  @WithDefault("30d")
  Duration age();
}
