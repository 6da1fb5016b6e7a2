package dev.bellows.core.scaling.hpa.check;

import java.util.Optional;

/// How far usage may be from the target without a change.
///
/// @param ratio 0.1 is a tenth of the target
/// @param given whether the spec says so, not the controller's flag
record Tolerance(double ratio, boolean given) {

  private static final double OF_CONTROLLER = 0.1;

  static Tolerance of(Subject subject, String direction) {
    Optional<Double> given =
        subject
            .spec()
            .at("behavior")
            .at(direction)
            .amount("tolerance")
            .map(quantity -> quantity.milliValue() / 1000.0);
    return new Tolerance(given.orElse(OF_CONTROLLER), given.isPresent());
  }
}
