package dev.bellows.controller.trial;

/// The trial measured something else than the target; the message is a sentence.
final class InvalidTrialException extends RuntimeException {
  InvalidTrialException(String because) {
    super(because, null, false, false);
  }
}
