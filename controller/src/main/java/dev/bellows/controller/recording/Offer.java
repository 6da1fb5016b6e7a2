package dev.bellows.controller.recording;

/// The load that a run offers.
///
/// @param ratePerSecond what its schedule asks for at this moment
/// @param cpuMillis mean CPU that one request asks for
public record Offer(double ratePerSecond, double cpuMillis) {}
