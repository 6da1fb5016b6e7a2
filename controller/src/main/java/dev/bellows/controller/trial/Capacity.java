package dev.bellows.controller.trial;

import java.util.Optional;

/// What one replica carries, or why nobody knows.
///
/// @param unknownBecause a sentence; empty where it is known
record Capacity(Optional<Calibration> calibration, String unknownBecause) {
  /// Before it was looked for.
  static final Capacity NONE = new Capacity(Optional.empty(), "");

  static Capacity of(Calibration calibration) {
    return new Capacity(Optional.of(calibration), "");
  }

  static Capacity unknown(String because) {
    return new Capacity(Optional.empty(), because);
  }
}
