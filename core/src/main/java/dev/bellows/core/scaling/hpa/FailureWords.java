package dev.bellows.core.scaling.hpa;

import java.util.Locale;

/// How upstream wraps what went wrong with one metric.
///
/// @param doing put before the cause in the event and the condition
/// @param task put before the cause in the reconciliation's error
record FailureWords(MetricSpec spec, String doing, String task) {

  static final String NO_PODS = "no pods returned by selector while calculating replica count";
  static final String NO_SAMPLES =
      "did not receive metrics for targeted pods (pods might be unready)";

  MetricFailure failure(String cause) {
    return new MetricFailure(spec, doing + cause, task + cause);
  }

  /// The kind of metric as errors about its target name it: a container's resource is a resource
  /// too.
  String source() {
    return spec instanceof MetricSpec.ContainerResource
        ? "resource"
        : spec.type().toLowerCase(Locale.ROOT);
  }
}
