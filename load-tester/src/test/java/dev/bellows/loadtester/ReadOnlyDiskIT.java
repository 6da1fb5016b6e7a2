package dev.bellows.loadtester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellows.loadtester.http.StubServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The packaged service in a container whose disk cannot be written to, nor its folder for
/// temporary files.
final class ReadOnlyDiskIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /// A folder in which not even root can make a file.
  private static final String READ_ONLY = "-Djava.io.tmpdir=/proc";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void load_is_applied_without_a_disk_for_the_epoll_library() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process = start(port);
    String base = "http://127.0.0.1:" + port;
    try (StubServer server = new StubServer(StubServer.OK)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !process.isAlive() || status(base + "/runs") == 200);
      assertThat(status(base + "/load?rate=20&duration=1&arrivals=even&target=" + server.url()))
          .isEqualTo(202);
      await().atMost(Duration.ofSeconds(20)).until(() -> server.requests.get() == 20);
    } finally {
      process.destroyForcibly();
    }
  }

  /// A native build leaves the executable alone, without this folder.
  private static Path folder() {
    Path jars = TARGET.resolve("quarkus-app");
    return Files.isDirectory(jars) ? jars : TARGET;
  }

  private static Process start(int port) throws IOException {
    List<String> command = new ArrayList<>();
    Path[] natives;
    try (var files = Files.list(TARGET)) {
      natives = files.filter(file -> file.toString().endsWith("-runner")).toArray(Path[]::new);
    }
    if (natives.length > 0) {
      command.addAll(List.of(natives[0].toString(), READ_ONLY));
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(READ_ONLY, "@jvm.flags", "-jar", "quarkus-run.jar"));
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder().toFile()).inheritIO();
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
    return builder.start();
  }

  private int status(String uri) throws InterruptedException {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(uri)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException noAnswer) {
      return 0;
    }
  }
}
