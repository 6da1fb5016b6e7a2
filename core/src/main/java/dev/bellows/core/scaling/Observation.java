package dev.bellows.core.scaling;

import java.util.List;
import java.util.Map;

/// All that an autoscaler sees at one tick. The collections are read, never kept beyond the
/// decision they led to, and must not change afterwards.
///
/// @param atMillis the moment of the tick, in milliseconds of any clock that runs through all
///   observations of a policy
/// @param specReplicas the replicas asked for, read from the scale subresource
/// @param statusReplicas the replicas that exist, read from the scale subresource
/// @param pods the pods that the scale's selector matches
/// @param containerRequestsMilli container name -> resource name -> request in thousandths; every
///   pod has these containers
/// @param metrics what the metrics APIs answered
public record Observation(
    long atMillis,
    int specReplicas,
    int statusReplicas,
    List<PodObservation> pods,
    Map<String, Map<String, Long>> containerRequestsMilli,
    Metrics metrics) {}
