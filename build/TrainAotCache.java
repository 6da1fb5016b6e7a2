import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Makes the AOT cache of a packaged service: runs it once with the flags of production, asks it what
/// it will be asked, and lets the JVM write `app.aot` beside the jar at its exit. Quarkus can do this
/// only from integration tests, but a build without tests needs the cache, too.
///
/// Arguments: the `quarkus-app` directory, the file of JVM flags, how often to ask, how many milliseconds
/// to let it work after that, the paths to ask for. `{target}` in a path is the address of a server in
/// this process that answers whatever it is asked: of a service that sent requests to itself the compiler
/// would see two kinds of callers in the code that sending and answering share.
final class TrainAotCache {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private TrainAotCache() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path app = Path.of(arguments[0]);
    if (!Files.exists(app.resolve("quarkus-run.jar"))) {
      System.out.println("No quarkus-run.jar, so no AOT cache: a native executable needs none.");
      return;
    }
    Files.copy(
        Path.of(arguments[1]), app.resolve("jvm.flags"), StandardCopyOption.REPLACE_EXISTING);
    Path cache = app.resolve("app.aot");
    Files.deleteIfExists(cache);
    wholeSeconds(app);
    Path log = app.resolveSibling("aot-training.log");
    int port = freePort();
    HttpServer target = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    Process service = start(app, log, port);
    AtomicLong answered = new AtomicLong();
    try {
      answerAll(target, answered);
      String address = "http://127.0.0.1:" + target.getAddress().getPort() + "/";
      List<String> templates = List.of(arguments).subList(4, arguments.length);
      List<String> paths =
          templates.stream().map(path -> path.replace("{target}", address)).toList();
      train(service, port, Integer.parseInt(arguments[2]), paths);
      Thread.sleep(Long.parseLong(arguments[3]));
      if (!paths.equals(templates) && answered.get() == 0) {
        throw new IllegalStateException("the service asked nothing of " + address + ", see " + log);
      }
    } finally {
      target.stop(0);
      end(service, log);
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no AOT cache was written, see " + log);
    }
  }

  /// Waits for it, because the cache is written at the end.
  private static void end(Process service, Path log) throws InterruptedException {
    service.destroy();
    if (!service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      service.destroyForcibly();
      throw new IllegalStateException("the service did not end, see " + log);
    }
  }

  /// The cache holds only beside jars of the times it was made with. Image builders write whole
  /// seconds, and some round a half up to the next.
  private static void wholeSeconds(Path app) throws IOException {
    try (Stream<Path> all = Files.walk(app)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        long seconds = Files.getLastModifiedTime(file).to(TimeUnit.SECONDS);
        Files.setLastModifiedTime(file, FileTime.from(seconds, TimeUnit.SECONDS));
      }
    }
  }

  private static Process start(Path app, Path log, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@jvm.flags");
    command.add("-XX:AOTCacheOutput=app.aot");
    command.add("-jar");
    command.add("quarkus-run.jar");
    ProcessBuilder builder = new ProcessBuilder(command).directory(app.toFile());
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
    builder.environment().put("BELLOWS_DRAIN_WINDOW", "0s");
    builder.environment().put("BELLOWS_DRAIN_QUIET", "0s");
    builder.environment().put("BELLOWS_DRAIN_IDLE", "0s");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static void answerAll(HttpServer target, AtomicLong answered) {
    target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    target.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answered.incrementAndGet();
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write("ok\n".getBytes(StandardCharsets.US_ASCII));
          }
        });
    target.start();
  }

  private static void train(Process service, int port, int times, List<String> paths)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (status(client, port, "/q/health/ready") != 200) {
        if (!service.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException("the service did not become ready");
        }
        Thread.sleep(50);
      }
      for (int time = 0; time < times; time++) {
        for (String path : paths) {
          if (status(client, port, path) >= 500) {
            throw new IllegalStateException("the service failed at " + path);
          }
        }
      }
    }
  }

  /// The status of the answer, 0 while nobody listens.
  private static int status(HttpClient client, int port, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .build();
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
