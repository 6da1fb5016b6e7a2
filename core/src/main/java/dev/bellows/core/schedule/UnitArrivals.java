package dev.bellows.core.schedule;

import java.util.SplittableRandom;

/// Arrivals of a process with a mean rate of 1.
sealed interface UnitArrivals {

  /// The position of the next arrival, above all earlier ones.
  double next();

  /// Centred in their unit, so that counts differ from the integral by at most a half.
  final class Even implements UnitArrivals {
    private long count;

    @Override
    public double next() {
      return count++ + 0.5;
    }
  }

  /// Exponential gaps by inversion. `StrictMath`, so that a seed means the same everywhere.
  final class Poisson implements UnitArrivals {
    private final SplittableRandom random;
    private double position;

    Poisson(long seed) {
      random = new SplittableRandom(seed);
    }

    @Override
    public double next() {
      // nextDouble is in [0, 1), so the logarithm's argument is in (0, 1] and never 0.
      position -= StrictMath.log(1 - random.nextDouble());
      return position;
    }
  }
}
