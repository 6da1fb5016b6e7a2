package dev.bellows.core.scorecard;

/// Points that are no series, in words, with the index of the first point to blame.
public final class InvalidSeriesException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int index;

  InvalidSeriesException(String problem, int index) {
    super(problem);
    this.index = index;
  }

  /// The point to blame, counted from 0.
  public int index() {
    return index;
  }
}
