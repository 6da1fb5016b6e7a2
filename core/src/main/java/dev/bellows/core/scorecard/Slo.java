package dev.bellows.core.scorecard;

import java.util.List;

/// What the users of the target are promised, in every window of [#WINDOW_SECONDS].
///
/// @param latency each percentile of the corrected latency with what it may be at most
/// @param mostErrorShare failed requests among all that ended \[0..1\]
public record Slo(List<Goal> latency, double mostErrorShare) {

  public static final double WINDOW_SECONDS = 5;

  private static final double DEFAULT_PERCENTILE = 95;
  private static final double DEFAULT_MILLIS = 250;
  private static final double DEFAULT_ERROR_SHARE = 0.001;

  /// One percentile's limit.
  ///
  /// @param percentile above 0, at most 100
  /// @param mostMillis corrected latency, counted from the intended time
  public record Goal(double percentile, double mostMillis) {

    public Goal {
      if (!(percentile > 0 && percentile <= 100)) {
        throw new IllegalArgumentException(
            "the percentile must be above 0 and at most 100, but was " + percentile);
      }
      if (!(mostMillis > 0 && mostMillis < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the latency must be a number of milliseconds above 0, but was " + mostMillis);
      }
    }
  }

  public Slo {
    latency = List.copyOf(latency);
    if (!(mostErrorShare >= 0 && mostErrorShare <= 1)) {
      throw new IllegalArgumentException(
          "the share of errors must be between 0 and 1, but was " + mostErrorShare);
    }
  }

  /// The default: p95 of the corrected latency at most 250 ms and the work of a request, errors at
  /// most 0.1 %.
  ///
  /// @param workMillis CPU time of one request
  public static Slo forWork(double workMillis) {
    return new Slo(
        List.of(new Goal(DEFAULT_PERCENTILE, DEFAULT_MILLIS + workMillis)), DEFAULT_ERROR_SHARE);
  }

  /// Whether a window keeps the promise.
  public Outcome of(SloWindow window) {
    if (window.answered() + window.failed() == 0) {
      return Outcome.SILENT;
    }
    boolean kept = window.errorShare() <= mostErrorShare;
    for (Goal goal : latency) {
      Double observed = window.correctedMillis().get(goal.percentile());
      kept &= observed != null && observed <= goal.mostMillis();
    }
    return kept ? Outcome.HELD : Outcome.MISSED;
  }

  /// What a window says of the promise.
  public enum Outcome {
    HELD,
    MISSED,
    /// Nothing was answered and nothing failed: it says nothing. A target that hangs answers later,
    /// and its late answers miss the window in which they end.
    SILENT
  }
}
