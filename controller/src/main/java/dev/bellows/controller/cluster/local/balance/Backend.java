package dev.bellows.controller.cluster.local.balance;

import java.net.InetSocketAddress;

/// An endpoint and its counters. The loop thread alone writes; anybody reads.
final class Backend {
  final String pod;
  final InetSocketAddress address;
  volatile boolean listed = true;
  private volatile int open;
  private volatile long total;
  private volatile long failed;

  Backend(Endpoint endpoint) {
    pod = endpoint.pod();
    address = endpoint.address();
  }

  void opened() {
    open = open + 1;
    total = total + 1;
  }

  void closed() {
    open = open - 1;
  }

  void unreachable() {
    failed = failed + 1;
  }

  boolean isForgettable() {
    return !listed && open == 0;
  }

  PodConnections connections() {
    return new PodConnections(open, total, failed);
  }
}
