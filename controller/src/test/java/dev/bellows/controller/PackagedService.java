package dev.bellows.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service as it was packaged, in a process of its own, with a port of its own choice.
class PackagedService implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  private PackagedService(Path target, Map<String, String> settings) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(target)).redirectErrorStream(true);
    builder.directory(folder(target).toFile());
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    builder.environment().putAll(settings);
    process = builder.start();
    Thread.ofVirtual().start(this::readOutput);
  }

  /// @param module the folder of the checkout that builds it
  PackagedService(String module, Map<String, String> settings) throws IOException {
    this(Path.of("..", module, "target").toAbsolutePath().normalize(), settings);
  }

  /// A native build leaves the executable alone, without this folder.
  private static Path folder(Path target) {
    Path jars = target.resolve("quarkus-app");
    return Files.isDirectory(jars) ? jars : target;
  }

  private static List<String> command(Path target) throws IOException {
    try (var files = Files.list(target)) {
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

  final Process process() {
    return process;
  }

  /// What it wrote, once it has ended.
  final List<String> output() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running: " + output);
    }
    address.handle((uri, failure) -> uri).join();
    return output;
  }

  final URI address() {
    return address.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  final JsonNode get(String path) {
    return parsed(text(path));
  }

  final JsonNode post(String path) {
    return parsed(send("POST", path));
  }

  final String text(String path) {
    return send("GET", path);
  }

  final String send(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it and what it started so that they cannot say anything any more.
  @Override
  public final void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
