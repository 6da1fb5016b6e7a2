package dev.bellows.core.scaling.hpa;

/// The name of an object of the cluster.
///
/// @param apiVersion empty when the reference has none
public record ObjectReference(String kind, String name, String apiVersion) {}
