package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.EventSink;
import java.time.Clock;

/// What is told of pods, as Kubernetes tells it.
record PodEvents(EventSink sink, Clock clock) {

  void normal(Pod pod, String reason, String message) {
    tell(pod, "Normal", reason, message);
  }

  void warning(Pod pod, String reason, String message) {
    tell(pod, "Warning", reason, message);
  }

  private void tell(Pod pod, String type, String reason, String message) {
    sink.record(new ClusterEvent(clock.instant(), type, reason, "pod/" + pod.name, message));
  }
}
