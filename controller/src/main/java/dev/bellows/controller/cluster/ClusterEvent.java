package dev.bellows.controller.cluster;

import java.time.Instant;

/// Something that happened to an object of the cluster.
///
/// @param type `Normal` or `Warning`
/// @param reason one CamelCase word
/// @param object kind and name, such as `pod/demo-app-x7k2p`
/// @param message a sentence for people
public record ClusterEvent(
    Instant time, String type, String reason, String object, String message) {}
