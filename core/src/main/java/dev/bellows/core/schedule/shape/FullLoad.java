package dev.bellows.core.schedule.shape;

/// The load that is 100 percent, which the target's pods carry together at their CPU target.
///
/// @param millicores CPU that all pods use at it
/// @param overheadMicros CPU that a request costs beyond the work it asks for \[microseconds\]
public record FullLoad(int millicores, int overheadMicros) {

  /// @param cpuMillis work that a request asks for on average \[ms of CPU\]
  public double ratePerSecond(double cpuMillis) {
    return millicores / (cpuMillis + overheadMicros / 1e3);
  }
}
