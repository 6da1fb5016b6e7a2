package dev.bellows.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The controller as it was packaged, in a process of its own, with ports of its own choice.
final class PackagedController implements AutoCloseable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private PackagedController(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readOutput);
  }

  /// Starts it with short windows and the given settings on top.
  static PackagedController start(Map<String, String> settings) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("BELLOWS_LOCAL_SERVICE_PORT", "0");
    environment.put(
        "BELLOWS_LOCAL_MANIFESTS",
        Path.of("src", "test", "resources", "short-windows").toAbsolutePath().toString());
    environment.put("BELLOWS_LOCAL_METRIC_RESOLUTION", "1s");
    environment.put(
        "BELLOWS_HISTORY_FOLDER", Files.createTempDirectory(TARGET, "history").toString());
    environment.put("BELLOWS_LOOP_INTERVAL", "1s");
    environment.put("BELLOWS_LOOP_FIRST_TICK", "600ms");
    environment.putAll(settings);
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.directory(folder().toFile());
    builder.environment().putAll(environment);
    return new PackagedController(builder.start());
  }

  /// A native build leaves the executable alone, without this folder.
  private static Path folder() {
    Path jars = TARGET.resolve("quarkus-app");
    return Files.isDirectory(jars) ? jars : TARGET;
  }

  private static List<String> command() throws IOException {
    try (var files = Files.list(TARGET)) {
      var executable = files.filter(f -> f.toString().endsWith("-runner")).findFirst();
      if (executable.isPresent()) {
        return List.of(executable.get().toString());
      }
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@jvm.flags",
        "-XX:AOTCache=app.aot",
        "-jar",
        "quarkus-run.jar");
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          address.complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException ended) {
      // Nothing more to read.
    }
    address.completeExceptionally(new IllegalStateException("ended with " + output));
  }

  Process process() {
    return process;
  }

  /// What it wrote, once it has ended.
  List<String> output() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running: " + output);
    }
    address.handle((uri, failure) -> uri).join();
    return output;
  }

  URI address() {
    return address.orTimeout(120, TimeUnit.SECONDS).join();
  }

  JsonNode get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(60)).build();
    try {
      return json.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
    return process.descendants().toList();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
  }

  @Override
  public void close() {
    List<ProcessHandle> pods = pods();
    process.destroyForcibly();
    pods.forEach(ProcessHandle::destroyForcibly);
    client.shutdownNow();
  }
}
