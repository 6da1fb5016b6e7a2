package dev.bellows.controller.loop;

import dev.bellows.controller.cluster.AutoscalerStatus;
import java.util.Optional;

/// The autoscaler that is in force, wherever it runs.
public interface LiveAutoscaler {

  /// The same instance until it is edited.
  Autoscaler inForce();

  /// What it last said of itself; empty before its first tick.
  Optional<AutoscalerStatus> status();

  /// How the engine in its shadow agrees with it; empty where the engine itself is the autoscaler.
  default Optional<AgreementSummary> agreement() {
    return Optional.empty();
  }

  /// Puts an edited autoscaler into force from its next tick on.
  void replace(Autoscaler edited);

  /// Likewise, and fields that belong to somebody else are taken over when asked.
  ///
  /// @throws dev.bellows.controller.cluster.ClusterRefusal when a cluster does not accept it
  default void replace(Autoscaler edited, boolean takeOver) {
    replace(edited);
  }

  /// Puts another one into force for a while, whoever owns its fields. What was in force before is
  /// remembered first where it would outlive this process.
  default void lend(Autoscaler edited) {
    replace(edited, true);
  }

  /// Puts back what was in force; nothing happens where nothing was lent.
  default void giveBack(Autoscaler before) {
    if (inForce() != before) {
      replace(before, true);
    }
  }
}
