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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A load tester as it was packaged, in a process of its own, with a port of its own choice.
final class PackagedTester implements AutoCloseable {
  private static final Path TARGET = Path.of("..", "load-tester", "target").toAbsolutePath();
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  private PackagedTester(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readOutput);
  }

  static PackagedTester start() {
    try {
      ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
      builder.directory(TARGET.resolve("quarkus-app").toFile());
      builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
      builder.environment().put("QUARKUS_HTTP_PORT", "0");
      builder.environment().put("BELLOWS_EXIT_WITH_PARENT", "true");
      return new PackagedTester(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          address.complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException ended) {
      // Nothing more to read.
    }
    address.completeExceptionally(new IllegalStateException("the load tester ended"));
  }

  URI address() {
    return address.orTimeout(120, TimeUnit.SECONDS).join();
  }

  /// Ends it so that it cannot say anything any more.
  void kill() {
    process.destroyForcibly();
  }

  JsonNode run(String id) {
    return get(address(), "/runs/" + id);
  }

  String text(String path) {
    return send("GET", address(), path);
  }

  static JsonNode get(URI service, String path) {
    try {
      return JSON.readTree(send("GET", service, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode post(URI service, String path) {
    try {
      return JSON.readTree(send("POST", service, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String send(String method, URI service, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
