package dev.bellows.core.scaling.hpa.admission;

/// One thing wrong with a spec.
///
/// @param field its path: `spec.metrics[0].resource.name`
/// @param message in the API server's words
public record Cause(Reason reason, String field, String message) {}
