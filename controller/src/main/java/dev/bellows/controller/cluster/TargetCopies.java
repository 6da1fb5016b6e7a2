package dev.bellows.controller.cluster;

import java.util.Optional;

/// Makes copies of the target to be measured by themselves.
public interface TargetCopies {

  /// Starts a copy.
  ///
  /// @param cpuLimitMillicores its request and its limit
  /// @throws IllegalStateException with a sentence, where a copy cannot be made
  TargetCopy start(int cpuLimitMillicores);

  /// Where copies go, if that is not this controller's own namespace: then somebody must have asked
  /// for them.
  default Optional<String> foreignNamespace() {
    return Optional.empty();
  }

  /// What identifies the target's program: what was measured of another one does not hold.
  String version();
}
