package dev.bellows.core.schedule;

/// Finds the place of a value among many that never fall, as the moments of a rate and the arrivals
/// until them.
final class Ascending {
  private Ascending() {}

  /// The last place whose value is below the limit; the first one if there is none.
  static int lastBelow(double limit, double[] values) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (values[middle] < limit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The last place whose value is not above the limit; the first one if there is none.
  static int lastUpTo(double limit, double[] values) {
    return lastBelow(Math.nextUp(limit), values);
  }

  /// The first value above a limit that is not below all of them; infinite if there is none.
  static double firstAbove(double limit, double[] values) {
    int next = lastUpTo(limit, values) + 1;
    return next == values.length ? Double.POSITIVE_INFINITY : values[next];
  }
}
