package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Sample;
import java.util.Map;

/// Where a metric's samples per pod are found in an observation.
///
/// Upstream: `metrics/client.go`.
sealed interface SampleSource {

  /// Pod name -> sample; empty when the metrics API answered with an error.
  Map<String, Sample> samples(Metrics metrics);

  /// What upstream says when there are none.
  String failure();

  /// Whether a pod's start-up distorts the samples, as it does CPU's.
  boolean judgesReadiness();

  /// A resource of whole pods.
  record Resource(String name) implements SampleSource {
    @Override
    public Map<String, Sample> samples(Metrics metrics) {
      return metrics.resource().getOrDefault(name, Map.of());
    }

    @Override
    public String failure() {
      return "unable to get metrics for resource "
          + name
          + ": no metrics returned from resource metrics API";
    }

    @Override
    public boolean judgesReadiness() {
      return name.equals("cpu");
    }
  }

  /// A resource of one container in each pod.
  record Container(Resource resource, String container) implements SampleSource {
    @Override
    public Map<String, Sample> samples(Metrics metrics) {
      return metrics
          .containerResource()
          .getOrDefault(resource.name, Map.of())
          .getOrDefault(container, Map.of());
    }

    @Override
    public String failure() {
      return resource.failure();
    }

    @Override
    public boolean judgesReadiness() {
      return resource.judgesReadiness();
    }
  }

  /// A custom metric of each pod.
  record Custom(String name) implements SampleSource {
    @Override
    public Map<String, Sample> samples(Metrics metrics) {
      return metrics.pods().getOrDefault(name, Map.of());
    }

    @Override
    public String failure() {
      return "unable to get metric " + name + ": no metrics returned from custom metrics API";
    }

    @Override
    public boolean judgesReadiness() {
      return false;
    }
  }
}
