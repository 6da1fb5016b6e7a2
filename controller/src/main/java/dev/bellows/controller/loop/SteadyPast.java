package dev.bellows.controller.loop;

import dev.bellows.core.scaling.hpa.HpaState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an autoscaler remembers that is older than our watch, if nothing happened before: at every
/// tick it recommended the replicas that were there.
final class SteadyPast {
  private SteadyPast() {}

  /// @param reported the desired replicas of its status, 0 if it never had metrics
  static HpaState before(
      long firstTickMillis, int replicas, int reported, long intervalMillis, long lookBackMillis) {
    List<List<Long>> recommendations = new ArrayList<>();
    for (long ago = intervalMillis; ago <= lookBackMillis + intervalMillis; ago += intervalMillis) {
      recommendations.add(List.of((long) replicas, firstTickMillis - ago));
    }
    Map<String, Object> document = new LinkedHashMap<>(HpaState.INITIAL.toDocument());
    document.put("recommendations", recommendations);
    document.put("desiredReplicas", reported);
    return HpaState.of(document);
  }
}
