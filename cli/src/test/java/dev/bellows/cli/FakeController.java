package dev.bellows.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP server that gives prepared answers, one after the other for a path, the last one for
/// good.
final class FakeController implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  FakeController() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  FakeController answering(String request, int status, String body) {
    answers.computeIfAbsent(request, path -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(sent.isEmpty() ? request : request + " " + sent);
    Queue<Answer> prepared = answers.getOrDefault(request, new ArrayDeque<>());
    Answer answer = prepared.size() > 1 ? prepared.remove() : prepared.peek();
    byte[] body = (answer == null ? "" : answer.body()).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            answer != null && answer.status() >= 400
                ? "application/problem+json"
                : "application/json");
    exchange.sendResponseHeaders(
        answer == null ? 404 : answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
