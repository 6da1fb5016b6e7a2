package dev.bellows.loadtester;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
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
import java.util.stream.Stream;

/// The packaged service as a process of its own: the native executable where there is one, else the
/// jar.
final class ServiceProcess implements AutoCloseable {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String base;

  /// @param option of the JVM or of the executable
  ServiceProcess(String... option) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    base = "http://127.0.0.1:" + port;
    process = on(port, option).inheritIO().start();
    await().atMost(Duration.ofMinutes(3)).until(() -> !process.isAlive() || status("/runs") == 200);
  }

  /// The service that is to listen there.
  static ProcessBuilder on(int port, String... option) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(List.of(option))).directory(folder().toFile());
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
    return builder;
  }

  /// A native build leaves the executable alone, without this folder.
  private static Path folder() {
    Path jars = TARGET.resolve("quarkus-app");
    return Files.isDirectory(jars) ? jars : TARGET;
  }

  private static List<String> command(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    try (Stream<Path> files = Files.list(TARGET)) {
      files.map(Path::toString).filter(file -> file.endsWith("-runner")).forEach(command::add);
    }
    if (command.isEmpty()) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("@jvm.flags", "-jar", "quarkus-run.jar"));
    } else {
      command.addAll(options);
    }
    return command;
  }

  int status(String path) throws InterruptedException {
    try {
      return get(path).statusCode();
    } catch (IOException unreachable) {
      return 0;
    }
  }

  JsonPath json(String path) throws IOException, InterruptedException {
    return new JsonPath(get(path).body());
  }

  String text(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  JsonPath posted(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return new JsonPath(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /// The run when it has ended.
  JsonPath ended(String id, Duration patience) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> json("/runs/" + id), run -> !run.getString("state").equals("RUNNING"));
  }

  /// @param name of a signal without its SIG
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /// Memory that the process has in use \[KiB\].
  long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(base + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
