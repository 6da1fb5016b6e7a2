package dev.bellows.manifests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of this test that serves HTTP.
final class RunningService implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  private RunningService(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// One of ours, packaged: its native executable, or its jar.
  static RunningService ofModule(
      String module, int port, Path folder, Map<String, String> settings) {
    Path application = Repository.file(module + "/target/quarkus-app");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + application.resolve("jvm.flags"),
                "-jar",
                application.resolve("quarkus-run.jar").toString()));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
    builder.environment().put("BELLOWS_EXIT_WITH_PARENT", "true");
    builder.environment().putAll(settings);
    return start(builder, port, folder.resolve(module + ".log"), "/q/health/ready");
  }

  static RunningService start(ProcessBuilder builder, int port, Path log, String ready) {
    try {
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      RunningService service = new RunningService(builder.start(), log, port);
      await(log.getFileName().toString())
          .atMost(Duration.ofMinutes(3))
          .until(() -> service.isDead() || service.status(ready) == 200);
      if (service.isDead()) {
        throw new IllegalStateException(Files.readString(log));
      }
      return service;
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  int port() {
    return port;
  }

  JsonNode get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60)).build();
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private boolean isDead() {
    return !process.isAlive();
  }

  private int status(String path) throws InterruptedException {
    try {
      return client
          .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      // It must not write into the folder that is deleted next.
      process.destroyForcibly().waitFor();
    }
    client.close();
  }

  @Override
  public String toString() {
    return log.getFileName() + " on port " + port;
  }
}
