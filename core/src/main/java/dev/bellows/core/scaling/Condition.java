package dev.bellows.core.scaling;

/// A condition of an autoscaler's status.
///
/// @param type such as `AbleToScale`
/// @param status `True` or `False`
/// @param reason one CamelCase word
/// @param message a sentence for people
public record Condition(String type, String status, String reason, String message) {}
