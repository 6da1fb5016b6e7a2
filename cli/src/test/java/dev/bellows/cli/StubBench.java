package dev.bellows.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// A controller that says what it is told to say, also as a stream.
public final class StubBench implements AutoCloseable {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile String state;
  private volatile UnaryOperator<String> reaction = UnaryOperator.identity();

  public StubBench(int port, String state) throws IOException {
    this.state = state;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// From now on every request other than to look changes the state: it gets the request and gives
  /// the state.
  public void react(UnaryOperator<String> stateAfter) {
    reaction = request -> state = stateAfter.apply(request);
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  public void say(String next) {
    state = next;
  }

  /// What was asked other than to look.
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!"GET".equals(exchange.getRequestMethod())) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(request);
      reaction.apply(request);
    }
    switch (path) {
      case "/api/state/events" -> stream(exchange);
      case "/api/state" -> send(exchange, 200, state);
      case "/api/load" -> send(exchange, 202, States.RUN);
      case "/api/history" -> send(exchange, 404, "{\"detail\":\"nothing\"}");
      default -> send(exchange, 200, "[]");
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        body.write(("data:" + state.replace("\n", "") + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
        Thread.sleep(200);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
