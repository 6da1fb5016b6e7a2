package dev.bellows.controller.cluster.local.balance;

import java.net.InetSocketAddress;

/// A ready pod and the address where it serves.
public record Endpoint(String pod, InetSocketAddress address) {}
