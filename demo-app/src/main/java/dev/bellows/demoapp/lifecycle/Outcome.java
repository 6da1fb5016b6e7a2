package dev.bellows.demoapp.lifecycle;

import java.util.Locale;

/// How a request ended.
enum Outcome {
  ANSWERED,
  /// A 4xx: the client is to blame.
  INVALID,
  /// A 503: the pod was busy.
  REJECTED,
  /// Any other 5xx.
  FAILED,
  /// The client went away before its answer.
  ABANDONED;

  static Outcome of(int status) {
    if (status == 503) {
      return REJECTED;
    }
    if (status >= 500) {
      return FAILED;
    }
    return status >= 400 ? INVALID : ANSWERED;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
