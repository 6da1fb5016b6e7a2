package dev.bellows.loadtester.http;

import java.time.Duration;

/// How connections are kept.
///
/// @param minimum connections that are always open. 16 spread well over 10 pods, and at 5
///   requests/s each is still used every 3 s, within the 5 s for which a pod that goes away keeps
///   answering
/// @param maxAge after which a connection is replaced or let go, so that new pods get load: a
///   balancer of connections never moves one
/// @param requestTimeout from sending to the complete answer
/// @param connectTimeout from the first packet to the established connection
public record PoolSettings(
    int minimum, Duration maxAge, Duration requestTimeout, Duration connectTimeout) {}
