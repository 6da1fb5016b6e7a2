package dev.bellows.controller.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.cluster.SightingSink;
import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import dev.bellows.core.scaling.hpa.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/// What a real cluster's autoscaler did, second by second, told as a watch would tell it.
///
/// Within a second nothing is known of the order, so the status is told before the pods and the
/// metrics of the same second: those that were there a second before are what its tick saw.
final class ClusterRecording {
  private static final Path FOLDER = Path.of("..", "cli", "src", "test", "resources", "recordings");

  /// How long a pod took to become ready; for those that were ready when the recording began.
  private static final long READY_MILLIS = 1_000;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Long> readySince = new HashMap<>();
  private final List<JsonNode> lines = new ArrayList<>();

  ClusterRecording(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + ".jsonl.gz")))))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(json.readTree(line));
      }
    }
  }

  void tell(SightingSink sink) {
    JsonNode setUp = lines.getFirst();
    long cpuRequest = Quantity.parse(setUp.at("/resources/requests/cpu").asText()).milliValue();
    Map<String, Map<String, Long>> requests = Map.of("demo", Map.of("cpu", cpuRequest));
    long begin = 0;
    for (JsonNode line : lines.subList(1, lines.size())) {
      if (begin == 0) {
        begin = Instant.parse(line.get("wall").asText()).toEpochMilli();
      }
      long at = begin + Math.round(line.get("atSeconds").asDouble() * 1_000);
      sink.replicas(at, line.at("/hpa/desired").asInt());
      sink.autoscaler(at, autoscaler(setUp.get("hpa"), line.get("hpa")));
      sink.pods(at + 1, pods(line.get("pods"), at), requests);
      sink.metrics(at + 1, metrics(line.get("podMetrics")));
      sink.upTo(at + 2);
    }
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> autoscaler(JsonNode spec, JsonNode status) {
    return Map.of(
        "metadata",
        Map.of("name", "demo", "namespace", "default", "uid", "1"),
        "spec",
        json.convertValue(spec, Map.class),
        "status",
        Map.of(
            "currentReplicas",
            status.get("current").asInt(),
            "desiredReplicas",
            status.get("desired").asInt(),
            "conditions",
            json.convertValue(status.get("conditions"), List.class),
            "currentMetrics",
            List.of(
                Map.of(
                    "type",
                    "Resource",
                    "resource",
                    Map.of(
                        "name",
                        "cpu",
                        "current",
                        Map.of("averageUtilization", status.get("utilization").asInt()))))));
  }

  private List<PodObservation> pods(JsonNode recorded, long atMillis) {
    List<PodObservation> pods = new ArrayList<>();
    for (JsonNode pod : recorded) {
      String name = pod.get("name").asText();
      long startedAt = Instant.parse(pod.get("startTime").asText()).toEpochMilli();
      boolean ready = pod.get("ready").asBoolean();
      if (ready) {
        readySince.putIfAbsent(
            name, readySince.isEmpty() ? startedAt + READY_MILLIS : atMillis / 1_000 * 1_000);
      }
      pods.add(
          new PodObservation(
              name,
              PodPhase.valueOf(pod.get("phase").asText().toUpperCase(Locale.ROOT)),
              OptionalLong.of(startedAt),
              ready ? Readiness.TRUE : Readiness.FALSE,
              OptionalLong.of(readySince.getOrDefault(name, startedAt)),
              pod.get("deleted").asBoolean()));
    }
    return pods;
  }

  private static Metrics metrics(JsonNode recorded) {
    Map<String, Sample> samples = new HashMap<>();
    for (JsonNode pod : recorded) {
      samples.put(
          pod.get("name").asText(),
          new Sample(
              Quantity.parse(pod.get("cpu").asText()).milliValue(),
              Instant.parse(pod.get("timestamp").asText()).toEpochMilli(),
              Math.round(Double.parseDouble(pod.get("window").asText().replace("s", "")) * 1_000)));
    }
    return Metrics.ofResource("cpu", samples);
  }
}
