package dev.bellows.core.cost;

/// The one rule for every amount: a number of at least 0.
final class Amounts {

  private Amounts() {}

  static void check(String name, double amount) {
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " must be a number of at least 0, but was " + amount);
    }
  }

  static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " must be between 0 and 1, but was " + share);
    }
  }
}
