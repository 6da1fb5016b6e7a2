package dev.bellows.core.cost;

/// What a provider asks for.
///
/// @param currency such as `USD`
/// @param cpuCore per core of CPU requested
/// @param memoryGibibyte per GiB of memory requested
/// @param storageGibibyte per GiB of volume
/// @param perMillionRequests per 1,000,000 answered requests, in units of the currency: what a
///   gateway or load balancer charges
/// @param spotDiscount what is taken off CPU and memory on spot machines \[0..1\]
public record Prices(
    String currency,
    HourlyPrice cpuCore,
    HourlyPrice memoryGibibyte,
    MonthlyPrice storageGibibyte,
    double perMillionRequests,
    double spotDiscount) {

  /// Round numbers near those of the large clouds; a trial's file gives the real ones.
  public static final Prices DEFAULT =
      new Prices(
          "USD", new HourlyPrice(0.05), new HourlyPrice(0.01), new MonthlyPrice(0.10), 0, 0.65);

  public Prices {
    Amounts.check("the price of 1,000,000 requests", perMillionRequests);
    Amounts.checkShare("the spot discount", spotDiscount);
  }
}
