package dev.bellows.core.cost;

/// What a run cost, by what it was spent on, in units of the currency.
///
/// @param replicaHours the hours of all replicas together
public record Cost(
    double replicaHours, double cpu, double memory, double storage, double requests) {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MILLION = 1_000_000;

  static Cost of(Prices prices, Footprint footprint, double replicaSeconds, long answered) {
    return new Cost(
        replicaSeconds / SECONDS_PER_HOUR,
        footprint.cpu(prices).forSeconds(replicaSeconds),
        footprint.memory(prices).forSeconds(replicaSeconds),
        footprint.storage(prices).forSeconds(replicaSeconds),
        answered / MILLION * prices.perMillionRequests());
  }

  public double total() {
    return cpu + memory + storage + requests;
  }
}
