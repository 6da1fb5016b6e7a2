package dev.bellows.core.scorecard;

import java.util.ArrayList;
import java.util.List;

/// Two series laid over each other: the pieces of time in which neither of them changes.
public final class Overlay {

  private Overlay() {}

  /// A piece of time.
  ///
  /// @param first the first series' value in it
  /// @param second the second series' value in it
  public record Piece(double fromSeconds, double toSeconds, double first, double second) {

    public double seconds() {
      return toSeconds - fromSeconds;
    }
  }

  /// The pieces from 0 to the end, in order and without gaps.
  ///
  /// @param untilSeconds the end, above 0
  public static List<Piece> of(StepSeries first, StepSeries second, double untilSeconds) {
    if (!(untilSeconds > 0 && untilSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the end must be a number of seconds above 0, but was " + untilSeconds);
    }
    List<Piece> pieces = new ArrayList<>();
    int inFirst = 0;
    int inSecond = 0;
    double from = 0;
    while (from < untilSeconds) {
      double to = Math.min(untilSeconds, Math.min(next(first, inFirst), next(second, inSecond)));
      pieces.add(
          new Piece(
              from,
              to,
              first.points().get(inFirst).value(),
              second.points().get(inSecond).value()));
      inFirst = next(first, inFirst) <= to ? inFirst + 1 : inFirst;
      inSecond = next(second, inSecond) <= to ? inSecond + 1 : inSecond;
      from = to;
    }
    return pieces;
  }

  private static double next(StepSeries series, int index) {
    return index + 1 < series.points().size()
        ? series.points().get(index + 1).atSeconds()
        : Double.POSITIVE_INFINITY;
  }
}
