package dev.bellows.controller.loop;

import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the engine was given, as a document: with its origin and its error.
final class ShadowInputs {
  private ShadowInputs() {}

  static Map<String, Object> document(
      Observation observation,
      long arrivedMillis,
      Snapshot snapshot,
      boolean metricsMatch,
      boolean remembersAll,
      List<String> differences) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("tickAt", Instant.ofEpochMilli(observation.atMillis()).toString());
    document.put("statusArrivedAt", Instant.ofEpochMilli(arrivedMillis).toString());
    document.put("specReplicas", observation.specReplicas());
    document.put("statusReplicas", observation.statusReplicas());
    document.put("metricsSnapshot", snapshot.name().toLowerCase(java.util.Locale.ROOT));
    document.put("metricsAreThoseOfTheStatus", metricsMatch);
    document.put("memoryComplete", remembersAll);
    document.put("differences", differences);
    document.put("error", error(metricsMatch, remembersAll));
    if (!differences.isEmpty() || !metricsMatch) {
      document.put("pods", pods(observation));
    }
    return document;
  }

  private static String error(boolean metricsMatch, boolean remembersAll) {
    StringBuilder error =
        new StringBuilder(
            "The inputs are inferred: the tick from the arrival of watch events, which come a few milliseconds late;");
    error.append(
        metricsMatch
            ? " the metrics are those whose average the status shows"
            : " no metrics that were seen have the average that the status shows, so the latest were taken");
    if (!remembersAll) {
      error.append(
          "; the watch is younger than the windows of the autoscaler, so earlier recommendations are unknown");
    }
    return error.append('.').toString();
  }

  private static List<Map<String, Object>> pods(Observation observation) {
    Map<String, Sample> cpu = observation.metrics().resource().getOrDefault("cpu", Map.of());
    List<Map<String, Object>> pods = new ArrayList<>();
    observation
        .pods()
        .forEach(pod -> {
          Map<String, Object> document = new LinkedHashMap<>();
          document.put("name", pod.name());
          document.put("phase", pod.phase().name());
          document.put("ready", pod.ready().name());
          document.put("deleted", pod.deleted());
          Sample sample = cpu.get(pod.name());
          if (sample != null) {
            document.put("cpuMillicores", sample.milli());
            document.put("sampledAt", Instant.ofEpochMilli(sample.atMillis()).toString());
            document.put("windowMillis", sample.windowMillis());
          }
          pods.add(document);
        });
    return pods;
  }
}
