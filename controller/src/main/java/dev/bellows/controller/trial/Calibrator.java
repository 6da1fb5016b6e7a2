package dev.bellows.controller.trial;

import java.util.Optional;

/// Looks for the highest rate at which one replica holds the SLO: steps up until one misses, halves
/// the bracket until it is narrow, then looks at the rate that held for a longer time. A rate that
/// does not stand the longer look becomes the upper end of the bracket.
final class Calibrator {
  /// Where the search begins: below it every target that is worth a trial holds.
  private static final double FIRST_SHARE = 0.5;

  private static final double STEP_UP = 1.3;
  private static final double STEP_DOWN = 1.15;

  /// Below it no load tester goes [requests/s].
  private static final double LEAST_RATE = 0.1;

  private static final double NARROW = 1.06;
  private static final int MOST_STEPS = 14;
  private static final int MOST_CONFIRMATIONS = 8;

  private Calibrator() {}

  /// Where a rate is tried.
  interface Probe {
    /// @param seconds for how long
    Outcome at(double ratePerSecond, double seconds);
  }

  /// @param held windows that held the SLO
  record Outcome(int held, int missed) {
    boolean holds() {
      return missed == 0 && held > 0;
    }
  }

  /// @param held the highest rate that stood the long look
  /// @param missedAt the lowest rate that did not hold; infinite if all did
  /// @param windows of the long look
  record Found(double held, double missedAt, int windows) {}

  /// @param ceiling requests/s that the replica's CPU request is enough for, on paper
  static Optional<Found> search(
      double ceiling, Probe probe, double stepSeconds, double confirmSeconds) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double rate = ceiling * FIRST_SHARE;
    for (int step = 0; step < MOST_STEPS && high > low * NARROW && rate >= LEAST_RATE; step++) {
      if (probe.at(rate, stepSeconds).holds()) {
        low = rate;
        rate = Double.isInfinite(high) ? rate * STEP_UP : (low + high) / 2;
      } else {
        high = rate;
        rate = low == 0 ? rate / 2 : (low + high) / 2;
      }
    }
    for (int i = 0; i < MOST_CONFIRMATIONS && low >= LEAST_RATE; i++) {
      Outcome outcome = probe.at(low, confirmSeconds);
      if (outcome.holds()) {
        return Optional.of(new Found(low, high, outcome.held()));
      }
      high = low;
      low /= STEP_DOWN;
    }
    return Optional.empty();
  }
}
