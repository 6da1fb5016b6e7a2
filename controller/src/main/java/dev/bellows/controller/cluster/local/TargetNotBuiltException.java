package dev.bellows.controller.cluster.local;

/// There is no executable of the target to start pods from; the message is one sentence.
public final class TargetNotBuiltException extends RuntimeException {
  TargetNotBuiltException(String message) {
    super(message);
  }
}
