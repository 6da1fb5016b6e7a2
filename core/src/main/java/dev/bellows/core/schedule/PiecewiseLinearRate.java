package dev.bellows.core.schedule;

import java.util.Arrays;
import java.util.List;

/// A rate drawn through points. Between two points it is a straight line, before the first and
/// after the last it stays level, and two points at the same time are a jump.
///
/// With `r0` the rate \[1/s\] at the start of a piece, `s` its slope \[1/s²\] and `x` the time
/// \[s\] into it, the arrivals of the piece are `N = r0 x + s x² / 2`. Solved for x, in the form
/// that is stable for every sign of s:
///
/// ```
/// x = 2 N / (r0 + sqrt(r0² + 2 s N))
/// ```
final class PiecewiseLinearRate implements RateCurve {

  /// A point of the drawing.
  ///
  /// @param seconds since the start, 0 or more
  /// @param ratePerSecond 0 or more
  record Point(double seconds, double ratePerSecond) {
    Point {
      if (!(seconds >= 0) || seconds > HORIZON_SECONDS) {
        throw new IllegalArgumentException("a point's time must be 0 or more, but was " + seconds);
      }
      if (!(ratePerSecond >= 0) || Double.isInfinite(ratePerSecond)) {
        throw new IllegalArgumentException(
            "a rate must be 0 or more and finite, but was " + ratePerSecond);
      }
    }
  }

  private final double[] seconds;
  private final double[] rates;
  private final double[] arrivals;

  PiecewiseLinearRate(List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a rate needs at least one point, but got none");
    }
    boolean level = points.getFirst().seconds() > 0;
    int count = points.size() + (level ? 1 : 0);
    seconds = new double[count];
    rates = new double[count];
    arrivals = new double[count];
    rates[0] = points.getFirst().ratePerSecond();
    for (int i = level ? 1 : 0; i < count; i++) {
      Point point = points.get(level ? i - 1 : i);
      seconds[i] = point.seconds();
      rates[i] = point.ratePerSecond();
      if (i > 0) {
        double length = seconds[i] - seconds[i - 1];
        if (length < 0) {
          throw new IllegalArgumentException(
              "points must be in order of time, but %s came after %s"
                  .formatted(seconds[i], seconds[i - 1]));
        }
        arrivals[i] = arrivals[i - 1] + (rates[i - 1] + rates[i]) / 2 * length;
      }
    }
  }

  @Override
  public double ratePerSecond(double at) {
    int piece = Ascending.lastUpTo(at, seconds);
    return rates[piece] + slope(piece) * (at - seconds[piece]);
  }

  @Override
  public double peakPerSecond() {
    return Arrays.stream(rates).max().orElseThrow();
  }

  @Override
  public double arrivalsUntil(double at) {
    int piece = Ascending.lastUpTo(at, seconds);
    double x = at - seconds[piece];
    return arrivals[piece] + rates[piece] * x + slope(piece) * x * x / 2;
  }

  @Override
  public double timeOf(double wanted, double fromSeconds) {
    int found = Arrays.binarySearch(arrivals, wanted);
    int piece = found >= 0 ? found : -found - 2;
    while (found >= 0 && piece > 0 && arrivals[piece - 1] == wanted) {
      piece--;
    }
    double missing = wanted - arrivals[piece];
    if (missing <= 0) {
      return Math.max(fromSeconds, seconds[piece]);
    }
    double rate = rates[piece];
    double root = Math.sqrt(Math.max(0, rate * rate + 2 * slope(piece) * missing));
    if (rate + root == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(fromSeconds, seconds[piece] + 2 * missing / (rate + root));
  }

  @Override
  public double cornerAfter(double at) {
    return Ascending.firstAbove(at, seconds);
  }

  private double slope(int piece) {
    if (piece == seconds.length - 1) {
      return 0;
    }
    double length = seconds[piece + 1] - seconds[piece];
    return length == 0 ? 0 : (rates[piece + 1] - rates[piece]) / length;
  }
}
