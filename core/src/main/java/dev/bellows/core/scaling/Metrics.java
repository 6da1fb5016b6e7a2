package dev.bellows.core.scaling;

import java.util.List;
import java.util.Map;

/// What the three metrics APIs answered at one moment. A metric that is absent or empty is one that
/// its API answered with an error.
///
/// @param resource resource name (`cpu`, `memory`) -> pod name -> usage summed over the pod's
///   containers
/// @param containerResource resource name -> container name -> pod name -> usage of that container
/// @param pods metric name -> pod name -> value (custom metrics)
/// @param object metric name -> value in thousandths (custom metrics of one object)
/// @param external metric name -> values in thousandths, one per series
public record Metrics(
    Map<String, Map<String, Sample>> resource,
    Map<String, Map<String, Map<String, Sample>>> containerResource,
    Map<String, Map<String, Sample>> pods,
    Map<String, Long> object,
    Map<String, List<Long>> external) {

  /// No metrics API answers.
  public static final Metrics NONE = new Metrics(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /// The resource metrics API alone, with one resource.
  public static Metrics ofResource(String name, Map<String, Sample> usageByPod) {
    return new Metrics(Map.of(name, usageByPod), Map.of(), Map.of(), Map.of(), Map.of());
  }
}
