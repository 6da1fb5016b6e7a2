package dev.bellows.controller.cluster;

/// Makes copies of the target to be measured by themselves.
public interface TargetCopies {

  /// Starts a copy.
  ///
  /// @param cpuLimitMillicores its request and its limit
  /// @throws IllegalStateException with a sentence, where a copy cannot be made
  TargetCopy start(int cpuLimitMillicores);

  /// What identifies the target's program: what was measured of another one does not hold.
  String version();
}
