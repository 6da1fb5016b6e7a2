package dev.bellows.core.scorecard;

import java.util.Map;

/// What was seen in one window of time.
///
/// @param answered requests answered in it
/// @param failed requests that failed in it, the dropped ones included
/// @param correctedMillis percentile -> corrected latency of the answers; empty where nothing was
///   answered
public record SloWindow(
    double fromSeconds,
    double toSeconds,
    long answered,
    long failed,
    Map<Double, Double> correctedMillis) {

  public SloWindow {
    correctedMillis = Map.copyOf(correctedMillis);
    if (!(fromSeconds < toSeconds)) {
      throw new IllegalArgumentException(
          "a window must end after it begins, but was %s s to %s s"
              .formatted(fromSeconds, toSeconds));
    }
  }

  /// Failed requests among all that ended in it; 0 if none ended.
  public double errorShare() {
    long ended = answered + failed;
    return ended == 0 ? 0 : (double) failed / ended;
  }
}
