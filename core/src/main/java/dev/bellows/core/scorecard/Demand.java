package dev.bellows.core.scorecard;

/// The fewest replicas that hold the SLO: `d(t) = max(1, ceil(rate(t) / capacity))`.
public final class Demand {

  /// A rate that is a whole number of capacities must not need one replica more because of how
  /// doubles divide.
  private static final double ROUNDING = 1e-9;

  private Demand() {}

  /// The demand under a rate that changes in steps. Before the first arrival and after the last,
  /// where the rate is 0, it is 1.
  ///
  /// @param ratePerSecond arrivals/s offered
  /// @param capacityPerSecond requests/s that one replica carries within the SLO at its CPU
  ///   request, above 0
  public static StepSeries of(StepSeries ratePerSecond, double capacityPerSecond) {
    if (!(capacityPerSecond > 0 && capacityPerSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the capacity must be a number of requests/s above 0, but was " + capacityPerSecond);
    }
    return ratePerSecond.map(rate -> replicas(rate, capacityPerSecond));
  }

  private static double replicas(double rate, double capacity) {
    return Math.max(1, Math.ceil(rate / capacity - ROUNDING));
  }
}
