package dev.bellows.demoapp;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A pod as the controller starts it: a process of its own, the native executable if there is one,
/// else the jar with its flags and its AOT cache.
public final class PodProcess implements AutoCloseable {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final Process process;
  private final int port;
  private final Path log;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private PodProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts a pod and waits until it is ready.
  ///
  /// @param options further ones of the Java runtime
  public static PodProcess start(Map<String, String> environment, String... options)
      throws IOException {
    int port = freePort();
    Path log = Files.createTempFile("demo-app-", ".log");
    ProcessBuilder builder = new ProcessBuilder(command(options)).directory(folder().toFile());
    builder.environment().put("POD_NAME", "demo-app-x1");
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    PodProcess pod = new PodProcess(process, port, log);
    await()
        .alias("the pod is ready")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> pod.isReady() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("the pod ended early: " + pod.log());
    }
    return pod;
  }

  /// A native build leaves the executable alone, without this folder.
  private static Path folder() {
    Path jars = TARGET.resolve("quarkus-app");
    return Files.isDirectory(jars) ? jars : TARGET;
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    Path[] natives = natives();
    if (natives.length > 0) {
      command.add(natives[0].toString());
      command.addAll(List.of(options));
      return command;
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("@jvm.flags", "-XX:AOTCache=app.aot", "-jar", "quarkus-run.jar"));
    return command;
  }

  private static Path[] natives() {
    try (var files = Files.list(TARGET)) {
      return files.filter(file -> file.toString().endsWith("-runner")).toArray(Path[]::new);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public int port() {
    return port;
  }

  public boolean isReady() {
    return status("/q/health/ready") == 200;
  }

  /// The status of a GET on a connection of its own kind; 0 when there is no answer.
  public int status(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException noAnswer) {
      return 0;
    }
  }

  public HttpResponse<String> get(String path) throws IOException {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// The value of one line of `/q/metrics`; the name with its tags.
  public double metric(String line) throws IOException {
    return Arrays.stream(get("/q/metrics").body().split("\n"))
        .filter(candidate -> candidate.startsWith(line + " "))
        .mapToDouble(found -> Double.parseDouble(found.substring(found.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no metric " + line));
  }

  /// CPU time that the operating system has counted for the process so far.
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  public void terminate() {
    process.destroy();
  }

  public void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public int awaitExit(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running after " + patience + ": " + log());
    }
    return process.exitValue();
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() throws IOException {
    client.shutdownNow();
    process.destroyForcibly();
    Files.deleteIfExists(log);
  }
}
