package dev.bellows.controller.cluster;

import dev.bellows.core.scaling.PodPhase;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A pod at one moment.
///
/// @param terminating it was told to end and drains
/// @param cpuMillicores CPU that its process used over the last seconds; empty before there are two
///   samples
/// @param readyAt when it last became ready
/// @param openConnections connections it has through the Service now
/// @param totalConnections connections it was ever given
/// @param failedConnections those of them that did not reach it
public record PodPicture(
    String name,
    PodPhase phase,
    boolean ready,
    boolean terminating,
    OptionalLong cpuMillicores,
    Instant startedAt,
    Optional<Instant> readyAt,
    int openConnections,
    long totalConnections,
    long failedConnections) {}
