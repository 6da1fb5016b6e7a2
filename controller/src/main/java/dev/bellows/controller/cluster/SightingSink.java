package dev.bellows.controller.cluster;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.PodObservation;
import java.util.List;
import java.util.Map;

/// Where a cluster that somebody else scales reports what it saw, each with the moment of its
/// arrival in epoch milliseconds. What is handed over never changes afterwards; the sink returns at
/// once.
public interface SightingSink {

  /// The pods that the target's selector matches, and what their containers request (container name
  /// -> resource name -> thousandths).
  void pods(long atMillis, List<PodObservation> pods, Map<String, Map<String, Long>> requestsMilli);

  /// `spec.replicas` of the target.
  void replicas(long atMillis, int specReplicas);

  /// What the metrics API answers now.
  void metrics(long atMillis, Metrics metrics);

  /// The whole HorizontalPodAutoscaler with its status.
  void autoscaler(long atMillis, Map<String, Object> document);

  /// The target has no autoscaler any more.
  void noAutoscaler(long atMillis);

  /// The API server gave no answer between these moments: what happened then was not seen, and
  /// perhaps nothing did.
  void unseen(long fromMillis, long toMillis);

  /// Nothing happened before this moment that has not been reported.
  void upTo(long nowMillis);
}
