package dev.bellows.core.scaling;

/// Something an autoscaler reports while it decides.
///
/// @param type `Normal` or `Warning`
/// @param reason one CamelCase word
/// @param message a sentence for people
public record Event(String type, String reason, String message) {}
