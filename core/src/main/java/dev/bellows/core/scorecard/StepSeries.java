package dev.bellows.core.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// A quantity over time that holds its value from one point to the next, such as replicas.
///
/// ```
///   3 |      .----.
///   1 |------'    '------
///     0      at   at      until
/// ```
///
/// Before its first point the series has that point's value, after its last point the last one's.
///
/// @param points in the order of time, at least one; no two at the same time
public record StepSeries(List<Point> points) {

  /// From this moment on, this value.
  ///
  /// @param atSeconds since the beginning of the recording, at least 0
  /// @param value at least 0
  public record Point(double atSeconds, double value) {}

  /// @throws InvalidSeriesException with the index of the first point that cannot be one
  public StepSeries {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new InvalidSeriesException("there must be at least one point, but there is none", 0);
    }
    for (int i = 0; i < points.size(); i++) {
      check(points, i);
    }
  }

  /// One value throughout.
  public static StepSeries constant(double value) {
    return new StepSeries(List.of(new Point(0, value)));
  }

  /// A series of alternating times and values: `of(0, 1, 30, 2)` is 1 from 0 s and 2 from 30 s on.
  public static StepSeries of(double... timesAndValues) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i + 1 < timesAndValues.length; i += 2) {
      points.add(new Point(timesAndValues[i], timesAndValues[i + 1]));
    }
    return new StepSeries(points);
  }

  /// A series from samples, in which a value that repeats is no point of its own.
  public static StepSeries sampled(List<Point> samples) {
    List<Point> points = new ArrayList<>();
    for (Point sample : samples) {
      if (points.isEmpty() || points.getLast().value() != sample.value()) {
        points.add(sample);
      }
    }
    return new StepSeries(points);
  }

  /// The value at this moment; at a step, the value after it.
  public double valueAt(double seconds) {
    int low = 0;
    int high = points.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (points.get(middle).atSeconds() <= seconds) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return points.get(low).value();
  }

  /// The time of the last point \[s\].
  public double lastSeconds() {
    return points.getLast().atSeconds();
  }

  /// The sum of the absolute changes from point to point. The value at the beginning is no change.
  public double changes() {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      sum += Math.abs(points.get(i).value() - points.get(i - 1).value());
    }
    return sum;
  }

  /// The largest value.
  public double peak() {
    return points.stream().mapToDouble(Point::value).max().orElse(0);
  }

  /// The smallest value.
  public double least() {
    return points.stream().mapToDouble(Point::value).min().orElse(0);
  }

  /// The integral from 0 to this moment \[value x s\].
  public double integral(double untilSeconds) {
    double sum = 0;
    for (Overlay.Piece piece : Overlay.of(this, this, untilSeconds)) {
      sum += piece.first() * piece.seconds();
    }
    return sum;
  }

  /// The part between two moments, its times counted from the first of them.
  public StepSeries between(double fromSeconds, double toSeconds) {
    List<Point> part = new ArrayList<>();
    part.add(new Point(0, valueAt(fromSeconds)));
    for (Point point : points) {
      if (point.atSeconds() > fromSeconds && point.atSeconds() < toSeconds) {
        part.add(new Point(point.atSeconds() - fromSeconds, point.value()));
      }
    }
    return new StepSeries(part);
  }

  /// Every value replaced by a function of it.
  public StepSeries map(DoubleUnaryOperator function) {
    return sampled(
        points.stream()
            .map(point -> new Point(point.atSeconds(), function.applyAsDouble(point.value())))
            .toList());
  }

  private static void check(List<Point> points, int index) {
    Point point = points.get(index);
    if (!(point.atSeconds() >= 0 && point.atSeconds() < Double.POSITIVE_INFINITY)) {
      throw new InvalidSeriesException(
          "the time must be a number of seconds of at least 0, but was " + point.atSeconds(),
          index);
    }
    if (!(point.value() >= 0 && point.value() < Double.POSITIVE_INFINITY)) {
      throw new InvalidSeriesException(
          "the value must be a number of at least 0, but was " + point.value(), index);
    }
    if (index > 0 && point.atSeconds() <= points.get(index - 1).atSeconds()) {
      throw new InvalidSeriesException(
          "the time must be later than that of the point before it (%s s), but was %s s"
              .formatted(points.get(index - 1).atSeconds(), point.atSeconds()),
          index);
    }
  }
}
