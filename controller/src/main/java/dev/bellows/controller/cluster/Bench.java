package dev.bellows.controller.cluster;

/// What runs as long as the service does: pods and a scaling loop, or the watching of a cluster.
public interface Bench extends AutoCloseable {
  void start();

  @Override
  void close();
}
