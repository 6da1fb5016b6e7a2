package dev.bellows.core.scorecard;

import dev.bellows.core.scaling.Constraint;
import dev.bellows.core.scaling.Decision;

/// One decision of the autoscaler.
///
/// @param from replicas asked for before it
/// @param to replicas asked for after it
/// @param binding the step that fixed `to`
public record Tick(double atSeconds, int from, int to, Constraint binding) {

  /// @param beginMillis the beginning of the recording, on the decision's clock
  public static Tick of(Decision decision, long beginMillis) {
    return new Tick(
        (decision.atMillis() - beginMillis) / 1000.0,
        decision.from(),
        decision.to(),
        decision.binding());
  }
}
