package dev.bellows.loadtester.measure;

import java.util.Map;

/// Bounds the names under which answers are counted, because a target can say what it likes in them
/// and a run can go on for an hour.
final class PodNames {

  static final int MOST = 1_000;
  static final String OTHER = "other";

  private PodNames() {}

  /// The name under which to count an answer of `pod`: its own while there are few, else `other`.
  static String bounded(Map<String, ?> counted, String pod) {
    return counted.size() < MOST || counted.containsKey(pod) ? pod : OTHER;
  }
}
