package dev.bellows.controller.cluster.kubernetes;

import java.time.Instant;

/// How far the arrival of a watch event is from what it tells.
///
/// An object's own time is cut to whole seconds, so `arrival - own time` lies between the true
/// distance and one second more; the smallest one seen is closest to the truth.
final class TimeError {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private volatile long smallestMillis = UNKNOWN;

  /// Called by one thread.
  void arrived(long atMillis, String objectTime) {
    long distance = atMillis - Instant.parse(objectTime).toEpochMilli();
    smallestMillis = Math.min(smallestMillis, distance);
  }

  String sentence() {
    String source =
        "of the arrival of watch events, and for what happened before the watch began the objects' own, cut to whole seconds";
    return smallestMillis == UNKNOWN
        ? source + "; the delay of events is not known yet"
        : "%s; the delay of events and the difference of the clocks together are at most %d ms"
            .formatted(source, smallestMillis);
  }
}
