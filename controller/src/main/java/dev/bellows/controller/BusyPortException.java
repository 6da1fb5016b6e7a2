package dev.bellows.controller;

/// Somebody else listens at a port that this service needs; the message is one sentence.
final class BusyPortException extends RuntimeException {
  BusyPortException(int port, String purpose) {
    super(
        "Port %d (%s) is in use by another process: end that process or choose another port."
            .formatted(port, purpose));
  }
}
