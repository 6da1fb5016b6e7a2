package dev.bellows.core.scorecard;

import java.util.Collection;
import java.util.Optional;

/// One figure over the repetitions of a trial.
///
/// @param count repetitions that have the figure, at least 1
/// @param median the middle one; of an even number, the mean of the two in the middle
/// @param min the smallest
/// @param max the largest
/// @param deviation the median of the absolute distances from the median: half of the repetitions
///   are this close to it
public record Spread(int count, double median, double min, double max, double deviation) {

  /// Empty if no repetition has the figure.
  public static Optional<Spread> of(Collection<Double> figures) {
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = median(sorted);
    double[] distances =
        figures.stream().mapToDouble(figure -> Math.abs(figure - median)).sorted().toArray();
    return Optional.of(
        new Spread(sorted.length, median, sorted[0], sorted[sorted.length - 1], median(distances)));
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
