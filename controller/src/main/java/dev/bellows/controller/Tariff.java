package dev.bellows.controller;

import dev.bellows.controller.cluster.PodSize;
import dev.bellows.controller.recording.BenchSource;
import dev.bellows.core.cost.Footprint;
import dev.bellows.core.cost.Prices;

/// What the replicas' requests cost, second by second, at the default prices.
final class Tariff implements BenchSource.Pricing {
  private static final double MEBIBYTE_MILLI = 1_000.0 * (1 << 20);

  private final PodSize podSize;
  private double sum;

  /// @param sum what was spent before
  Tariff(double sum, PodSize podSize) {
    this.sum = sum;
    this.podSize = podSize;
  }

  @Override
  public double add(long second, int replicas) {
    double memory = podSize.requestsMilli().getOrDefault("memory", 0L) / MEBIBYTE_MILLI;
    sum +=
        Footprint.of(requestMillicores(), memory)
            .perHour(Prices.DEFAULT)
            .times(replicas)
            .forSeconds(1);
    return sum;
  }

  @Override
  public double requestMillicores() {
    return podSize.requestsMilli().getOrDefault("cpu", 0L);
  }
}
