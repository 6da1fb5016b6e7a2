import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes the AOT cache of the packaged load tester: runs it once with the flags of production, lets
/// it load itself for two seconds, and has the JVM write `app.aot` beside the jar at its exit.
///
/// Arguments: the `quarkus-app` directory, the file of JVM options.
final class TrainAotCache {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private TrainAotCache() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path app = Path.of(arguments[0]);
    if (!Files.exists(app.resolve("quarkus-run.jar"))) {
      System.out.println("No quarkus-run.jar, so no AOT cache: a native executable needs none.");
      return;
    }
    Path cache = app.resolve("app.aot");
    Files.deleteIfExists(cache);
    Path log = app.resolveSibling("aot-training.log");
    int port = freePort();
    Process service = start(app, Path.of(arguments[1]), cache, log, port);
    try {
      train(service, "http://127.0.0.1:" + port);
    } finally {
      service.destroy();
    }
    boolean ended = service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended || !Files.exists(cache)) {
      service.destroyForcibly();
      throw new IllegalStateException("no AOT cache was written, see " + log);
    }
  }

  private static Process start(Path app, Path options, Path cache, Path log, int port)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + options,
            "-XX:AOTCacheOutput=" + cache,
            "-jar",
            app.resolve("quarkus-run.jar").toString());
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static void train(Process service, String url) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (status(client, url + "/q/health/ready") != 200) {
        if (!service.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException("the service did not become ready");
        }
        Thread.sleep(50);
      }
      List<String> paths =
          List.of(
              "/load?rate=200&duration=2&target=" + url + "/q/health/live",
              "/load?intensity=0",
              "/runs",
              "/q/metrics",
              "/nope");
      for (String path : paths) {
        if (status(client, url + path) >= 500) {
          throw new IllegalStateException("the service failed at " + path);
        }
      }
      Thread.sleep(2_500);
      status(client, url + "/runs");
    }
  }

  /// The status of the answer, 0 while nobody listens.
  private static int status(HttpClient client, String url) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
