package dev.bellows.core.scaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an autoscaler decided at one tick, with every step that led to it.
///
/// [#to] is read out of the same trace that [#sentence] and [#toDocument] tell, so the three cannot
/// disagree.
public interface Decision {

  /// When it was decided, on the clock of the observation.
  long atMillis();

  /// The replicas asked for before the decision.
  int from();

  /// The replicas to ask for after it.
  int to();

  /// The step that fixed [#to].
  Constraint binding();

  /// One CamelCase word that says what came of the decision, such as `SucceededRescale` or
  /// `ScaleDownStabilized`.
  String reason();

  /// The decision in one plain sentence for people.
  String sentence();

  /// The whole trace as plain maps, lists, strings, numbers and booleans, for any JSON writer.
  Map<String, Object> toDocument();

  /// Whether the workload has to be rescaled.
  default boolean rescales() {
    return to() != from();
  }

  /// The conditions of the autoscaler's status after this decision, in the order in which they were
  /// first set.
  default List<Condition> conditions() {
    return List.of();
  }

  /// The events recorded on the way, in order.
  default List<Event> events() {
    return List.of();
  }

  /// `status.currentMetrics` of the autoscaler after this decision: one plain document per metric.
  default List<Map<String, Object>> currentMetrics() {
    return List.of();
  }

  /// `status.desiredReplicas` of the autoscaler after this decision. It keeps its last value when
  /// the metrics fail.
  default int statusDesiredReplicas() {
    return to();
  }

  /// What went wrong, also when the decision could still be made from what was left.
  default Optional<String> error() {
    return Optional.empty();
  }
}
