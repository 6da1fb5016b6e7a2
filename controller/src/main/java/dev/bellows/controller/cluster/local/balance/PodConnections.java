package dev.bellows.controller.cluster.local.balance;

/// Connections that the balancer gave to one pod: `open` now, `total` since the pod was first
/// ready, `failed` to reach it (the client was reset; the balancer never tries another pod).
public record PodConnections(int open, long total, long failed) {}
