package dev.bellows.controller;

import dev.bellows.controller.recording.BenchSource;

/// What the replicas' CPU requests cost, second by second.
final class Tariff implements BenchSource.Pricing {
  private static final double PER_CORE_HOUR = 0.04;
  private final double perReplicaSecond;
  private final double requestMillicores;
  private double sum;

  Tariff(double sum, double requestMillicores) {
    this.sum = sum;
    this.requestMillicores = requestMillicores;
    this.perReplicaSecond = requestMillicores / 1_000 * PER_CORE_HOUR / 3_600;
  }

  @Override
  public double add(long second, int replicas) {
    sum += replicas * perReplicaSecond;
    return sum;
  }

  @Override
  public double requestMillicores() {
    return requestMillicores;
  }
}
