package dev.bellows.core.cost;

/// What something costs per month, in units of a currency. It is no [HourlyPrice], so that the two
/// cannot be added; a month has [#HOURS] hours.
///
/// @param amount at least 0
public record MonthlyPrice(double amount) {

  /// A twelfth of a year of 365 days, as clouds bill it.
  public static final double HOURS = 730;

  public MonthlyPrice {
    Amounts.check("the price per month", amount);
  }

  /// The price of one of the month's hours.
  public HourlyPrice perHour() {
    return new HourlyPrice(amount / HOURS);
  }
}
