package dev.bellows.controller.trial;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long a calibration looks.
@ConfigMapping(prefix = "bellows.calibration")
public interface CalibrationConfig {

  /// Load before the first step, so that what is measured is warm.
  @WithDefault("10s")
  Duration warmUp();

  /// One step of the search.
  @WithDefault("10s")
  Duration step();

  /// The last look at the rate that was found.
  @WithDefault("30s")
  Duration confirm();
}
