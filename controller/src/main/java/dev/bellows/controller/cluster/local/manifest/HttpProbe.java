package dev.bellows.controller.cluster.local.manifest;

import java.time.Duration;

/// An HTTP probe of a container: any status from 200 to 399 within the timeout is a success.
public record HttpProbe(
    String path,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int successThreshold,
    int failureThreshold) {

  /// How long a container may fail the probe, counted from its start.
  public Duration patience() {
    return initialDelay.plus(period.multipliedBy(failureThreshold));
  }
}
