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

  /// What all of it may take on disk [MiB]: one half for the recorded seconds and decisions, the
  /// other for the trials.
  @WithDefault("256")
  long mostMebibytes();

  /// Seconds and decisions that are older are removed.
  @WithDefault("30d")
  Duration age();

  /// Trials that ended longer ago are removed.
  @WithDefault("365d")
  Duration trialAge();
}
