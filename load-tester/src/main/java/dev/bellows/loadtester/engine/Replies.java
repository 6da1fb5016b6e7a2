package dev.bellows.loadtester.engine;

import dev.bellows.loadtester.measure.FailureKind;

/// What a target reports back. Each arrival that was sent is answered or failed exactly once.
public interface Replies {

  /// A complete and good answer.
  ///
  /// @param intendedNanos as it was given to [Target#send]
  /// @param sentNanos on the timeline's clock, as is `answeredNanos`
  /// @param pod who answered, or "unknown"
  void answered(long intendedNanos, long sentNanos, long answeredNanos, String pod, long bytes);

  void failed(long intendedNanos, FailureKind kind, long bytes);

  /// A connection became free, so that a waiting arrival can be sent.
  ///
  /// @param nowNanos on the timeline's clock
  void connectionFree(long nowNanos);

  /// A connection could not be made.
  ///
  /// @param connecting how many are still being made; nothing that waits for one of them fails
  /// @param atMost arrivals that fail with it: one, or all others once nothing can be reached
  void connectionFailed(FailureKind kind, int connecting, int atMost);
}
