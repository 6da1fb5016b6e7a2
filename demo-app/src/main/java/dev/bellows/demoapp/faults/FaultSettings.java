package dev.bellows.demoapp.faults;

import dev.bellows.demoapp.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What goes wrong with each request: it waits `delayMillis` (0 to 60,000), then fails with a 500
/// in `errorRate` (0..1) of the cases; while `freeze` holds it hangs instead.
@RegisterForReflection
record FaultSettings(int delayMillis, double errorRate, boolean freeze) {

  static final FaultSettings NONE = new FaultSettings(0, 0, false);

  static final int LONGEST_DELAY_MILLIS = 60_000;

  FaultSettings checked() {
    if (delayMillis < 0 || delayMillis > LONGEST_DELAY_MILLIS) {
      throw ProblemException.invalid(
          "delayMillis",
          "delayMillis must be a whole number between 0 and %d, but was %d"
              .formatted(LONGEST_DELAY_MILLIS, delayMillis));
    }
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw ProblemException.invalid(
          "errorRate", "errorRate must be a number between 0 and 1, but was " + errorRate);
    }
    return this;
  }
}
