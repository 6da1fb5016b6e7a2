package dev.bellows.core.schedule;

/// One request that is due. The intended time stays with it to the end, because latency counts from
/// there.
///
/// @param sequence position in the whole schedule, from 0, also in a slice of it
/// @param intendedNanos nanoseconds from the start of the schedule
public record Arrival(long sequence, long intendedNanos) {}
