package dev.bellows.controller.cluster;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// The workload at one moment.
///
/// @param name name of the Deployment
/// @param service where the workload is reached, load balanced
/// @param desired replicas asked for
/// @param current pods that are neither finished nor on their way out
/// @param ready pods that get connections
/// @param refusedConnections connections that found no ready pod, since the start
public record WorkloadPicture(
    Instant time,
    String name,
    URI service,
    int desired,
    int current,
    int ready,
    List<PodPicture> pods,
    long refusedConnections) {}
