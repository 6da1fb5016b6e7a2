package dev.bellows.controller.trial;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one replica carries within the SLO at its CPU request.
///
/// @param key target, its request and the work of a request: what it holds for
/// @param requestsPerSecond the highest rate that held
/// @param missedAt the lowest rate that did not hold [requests/s]; infinite where none was tried
/// @param windows windows of 5 s at that rate, all of which held
/// @param given whether the trial file said so rather than a measurement
record Calibration(
    String key,
    double requestsPerSecond,
    double missedAt,
    int windows,
    boolean given,
    Instant time) {

  /// The share of windows that hold at the rate, with a confidence of 95 %: with all of `n` seen
  /// holding, a share below `0.05^(1/n)` would have shown a miss in 95 of 100 cases.
  double leastShareHeld() {
    return windows == 0 ? 0 : Math.pow(0.05, 1.0 / windows);
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", key);
    document.put("requestsPerSecond", round(requestsPerSecond));
    document.put("missedAt", Double.isInfinite(missedAt) ? null : round(missedAt));
    document.put("windows", windows);
    document.put("given", given);
    document.put("time", time.toString());
    document.put("confidence", confidence());
    return document;
  }

  private String confidence() {
    if (given) {
      return "given by the trial file";
    }
    return "%d of %d windows held at %.1f requests/s, so with 95 %% confidence at least %.0f %% of windows do; %s"
        .formatted(
            windows,
            windows,
            requestsPerSecond,
            leastShareHeld() * 100,
            Double.isInfinite(missedAt)
                ? "no higher rate was tried"
                : "%.1f requests/s missed".formatted(missedAt));
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
