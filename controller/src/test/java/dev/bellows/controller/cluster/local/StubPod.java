package dev.bellows.controller.cluster.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A small stand-in for the target: it names itself, is slow or dies when asked to, finishes what
/// is in flight at SIGTERM, and ends when its parent does.
public final class StubPod {
  private static final AtomicInteger IN_FLIGHT = new AtomicInteger();

  private StubPod() {}

  /// The command line that starts it.
  public static List<String> command() {
    return List.of(
        System.getProperty("java.home") + "/bin/java",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx32m",
        "-cp",
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        StubPod.class.getName());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", StubPod::answer);
    server.start();
    boolean stubborn = Boolean.parseBoolean(System.getenv("STUB_STUBBORN"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(stubborn)));
    System.out.println("Listening on: http://127.0.0.1:" + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      Thread.sleep(1);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void drain(boolean stubborn) {
    try {
      while (stubborn || IN_FLIGHT.get() > 0) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    IN_FLIGHT.incrementAndGet();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/slow")) {
        Path gate = Path.of(System.getenv("STUB_GATE"));
        while (!Files.exists(gate)) {
          Thread.sleep(10);
        }
      } else if (path.equals("/burn")) {
        long end = System.nanoTime() + 300_000_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
      }
      String text = path.equals("/environment") ? environment() : System.getenv("POD_NAME");
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      IN_FLIGHT.decrementAndGet();
    }
  }

  private static String environment() {
    StringBuilder text = new StringBuilder();
    System.getenv()
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }
}
