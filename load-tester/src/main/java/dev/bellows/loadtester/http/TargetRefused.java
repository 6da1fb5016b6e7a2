package dev.bellows.loadtester.http;

/// The target must not be loaded, or cannot be found. The message is one sentence for the user.
public final class TargetRefused extends Exception {
  TargetRefused(String message) {
    super(message);
  }
}
