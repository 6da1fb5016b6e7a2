package dev.bellows.core.scaling.hpa.check;

/// One surprise that an accepted autoscaler holds.
///
/// @param rule its name, for programs: `max-with-pods-policy`
/// @param field the path in the document that causes it, the workload's with its kind and name
///   before it
/// @param sentence what will happen and why
/// @param better what to write instead
public record Finding(String rule, String field, String sentence, String better) {}
