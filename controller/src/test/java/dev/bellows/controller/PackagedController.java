package dev.bellows.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The controller as it was packaged, and what a test asks it.
final class PackagedController extends PackagedService {

  private PackagedController(Map<String, String> settings) throws IOException {
    super("controller", settings);
  }

  /// Starts it with short windows and the given settings on top.
  static PackagedController start(Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.put("BELLOWS_LOCAL_SERVICE_PORT", "0");
    all.put(
        "BELLOWS_LOCAL_MANIFESTS",
        Path.of("src", "test", "resources", "short-windows").toAbsolutePath().toString());
    all.put("BELLOWS_LOCAL_METRIC_RESOLUTION", "1s");
    all.put(
        "BELLOWS_HISTORY_FOLDER",
        Files.createTempDirectory(Path.of("target").toAbsolutePath(), "history").toString());
    all.put("BELLOWS_LOOP_INTERVAL", "1s");
    all.put("BELLOWS_LOOP_FIRST_TICK", "600ms");
    all.putAll(settings);
    return new PackagedController(all);
  }

  JsonNode state() {
    return get("/api/state");
  }

  int replicas(String which) {
    return state().path("workload").path(which).asInt();
  }

  URI service() {
    return URI.create(state().path("workload").path("service").asText());
  }

  List<String> readyPods() {
    return elements(state().path("pods")).stream()
        .filter(pod -> pod.path("ready").asBoolean())
        .map(pod -> pod.path("name").asText())
        .toList();
  }

  List<JsonNode> events() {
    return elements(get("/api/events?limit=1000"));
  }

  List<JsonNode> decisions() {
    return elements(get("/api/decisions?limit=1000"));
  }

  /// The processes of its pods.
  List<ProcessHandle> pods() {
    return process().descendants().toList();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
