package dev.bellows.controller.trial;

import java.time.Duration;

/// Looks that fit into virtual time.
record QuickCalibration() implements CalibrationConfig {
  @Override
  public Duration warmUp() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration step() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration confirm() {
    return Duration.ofSeconds(30);
  }
}
