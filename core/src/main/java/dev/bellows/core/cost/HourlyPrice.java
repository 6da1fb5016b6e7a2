package dev.bellows.core.cost;

/// What something costs per hour, in units of a currency.
///
/// @param amount at least 0
public record HourlyPrice(double amount) {

  private static final double SECONDS_PER_HOUR = 3600;

  public HourlyPrice {
    Amounts.check("the price per hour", amount);
  }

  /// What it costs for a number of seconds, in units of the currency.
  public double forSeconds(double seconds) {
    return amount * (seconds / SECONDS_PER_HOUR);
  }

  /// The price of several, or of a part.
  public HourlyPrice times(double quantity) {
    return new HourlyPrice(amount * quantity);
  }

  public HourlyPrice plus(HourlyPrice other) {
    return new HourlyPrice(amount + other.amount);
  }

  /// The price of a month of [MonthlyPrice#HOURS] hours.
  public MonthlyPrice perMonth() {
    return new MonthlyPrice(amount * MonthlyPrice.HOURS);
  }
}
