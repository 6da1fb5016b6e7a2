package dev.bellows.core.cost;

/// What one replica is billed for.
///
/// @param cpuMillicores its CPU request
/// @param memoryMebibytes its memory request
/// @param storageGibibytes the volume that comes with it
/// @param spotShare the share of replicas on spot machines \[0..1\]
public record Footprint(
    double cpuMillicores, double memoryMebibytes, double storageGibibytes, double spotShare) {

  private static final double MILLICORES_PER_CORE = 1000;
  private static final double MEBIBYTES_PER_GIBIBYTE = 1024;

  public Footprint {
    Amounts.check("the CPU request in millicores", cpuMillicores);
    Amounts.check("the memory request in MiB", memoryMebibytes);
    Amounts.check("the storage in GiB", storageGibibytes);
    Amounts.checkShare("the share on spot machines", spotShare);
  }

  /// CPU and memory only, no spot machines.
  public static Footprint of(double cpuMillicores, double memoryMebibytes) {
    return new Footprint(cpuMillicores, memoryMebibytes, 0, 0);
  }

  /// The same with another CPU request.
  public Footprint withCpu(double millicores) {
    return new Footprint(millicores, memoryMebibytes, storageGibibytes, spotShare);
  }

  HourlyPrice cpu(Prices prices) {
    return prices.cpuCore().times(cpuMillicores / MILLICORES_PER_CORE * computeShare(prices));
  }

  HourlyPrice memory(Prices prices) {
    return prices
        .memoryGibibyte()
        .times(memoryMebibytes / MEBIBYTES_PER_GIBIBYTE * computeShare(prices));
  }

  HourlyPrice storage(Prices prices) {
    return prices.storageGibibyte().perHour().times(storageGibibytes);
  }

  /// What one replica costs in an hour.
  public HourlyPrice perHour(Prices prices) {
    return cpu(prices).plus(memory(prices)).plus(storage(prices));
  }

  private double computeShare(Prices prices) {
    return 1 - spotShare * prices.spotDiscount();
  }
}
