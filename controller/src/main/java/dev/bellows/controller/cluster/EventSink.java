package dev.bellows.controller.cluster;

/// Where events go; it must return at once.
public interface EventSink {
  void record(ClusterEvent event);
}
