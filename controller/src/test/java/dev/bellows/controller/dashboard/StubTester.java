package dev.bellows.controller.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A load tester that takes note of what it is asked and knows one run, which was started on it
/// directly. A part of a fleet's run can be started on it and goes on without end, but no note is
/// taken of what is asked about it.
///
/// The service's configuration and the tests live in different class loaders, so the tests speak to
/// it over HTTP, too: [TesterControl].
final class StubTester {
  static final String NOTED = "/noted";
  static final String SILENT = "/silent";
  static final String TALKATIVE = "/talkative";

  private static final String RUN =
      """
      {"id":"r1","state":"RUNNING","startedAt":"2026-11-22T12:00:00Z","answered":7,
       "pods":{"some-pod":7},"links":{"self":"/runs/r1","events":"/runs/r1/events",
       "histogram":"/runs/r1/histogram","seconds":"/runs/r1/seconds"}}\
      """;

  private static final String TESTER = "{\"id\":\"stub\",\"now\":\"%s\",\"maxRate\":1000}";

  private static final Pattern TERMS = Pattern.compile("fleet=([a-z0-9]+)&slice=(\\d+)/(\\d+)");
  private static final Pattern PART = Pattern.compile(".* /runs/([a-z0-9]+)-\\d+([/?].*)?");

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  StubTester() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("tester", 0).factory()));
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    if (controlled(exchange)) {
      return;
    }
    Matcher part = PART.matcher(asked);
    boolean polling = asked.equals("GET /runs") || asked.equals("GET /tester") || part.matches();
    if (!polling) {
      requests.add(body.isEmpty() ? asked : asked + " " + body);
    }
    if (silent) {
      exchange.close();
      return;
    }
    if (part.matches()) {
      answerOfPart(exchange, part.group(1), asked);
      return;
    }
    switch (asked.replaceFirst("\\?.*", "")) {
      case "GET /tester" ->
          send(exchange, 200, "application/json", TESTER.formatted(Instant.now()));
      case "GET /runs", "DELETE /runs" -> send(exchange, 200, "application/json", "[" + RUN + "]");
      case "GET /runs/r1", "GET /runs/endless", "PATCH /runs/r1", "DELETE /runs/r1" ->
          send(exchange, 200, "application/json", RUN);
      case "GET /runs/r1/histogram", "GET /runs/r1/seconds" -> send(exchange, 200, "text/csv", "1");
      case "GET /runs/endless/events" -> streamWithoutEnd(exchange);
      case "GET /runs/r1/events" ->
          send(
              exchange,
              200,
              "text/event-stream",
              "data: {\"second\":1}\n\ndata:{\"second\":2}\n\n");
      case "GET /load", "POST /load" -> load(exchange, asked);
      default ->
          send(
              exchange,
              404,
              "application/problem+json",
              "{\"status\":404,\"detail\":\"the tester knows no such run\"}");
    }
  }

  private boolean controlled(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case NOTED -> {
        send(exchange, 200, "text/plain", String.join("\n", requests));
        requests.clear();
      }
      case SILENT -> {
        silent = true;
        send(exchange, 204, "text/plain", "");
      }
      case TALKATIVE -> {
        silent = false;
        send(exchange, 204, "text/plain", "");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void load(HttpExchange exchange, String asked) throws IOException {
    if (asked.contains("intensity=0")) {
      send(
          exchange,
          400,
          "application/problem+json",
          "{\"status\":400,\"parameter\":\"intensity\",\"detail\":\"intensity must be from 1 to 200\"}");
      return;
    }
    if (asked.contains("intensity=3")) {
      pause(Duration.ofMillis(2_600));
    }
    Matcher terms = TERMS.matcher(asked);
    if (!terms.find()) {
      throw new IOException("a fleet's terms are missing in " + asked);
    }
    exchange.getResponseHeaders().add("Location", address() + "/runs/" + terms.group(1) + "-0");
    send(exchange, 202, "application/json", part(terms.group(1), "RUNNING"));
  }

  private void answerOfPart(HttpExchange exchange, String name, String asked) throws IOException {
    if (asked.startsWith("DELETE")) {
      stopped.add(name);
    }
    String run = part(name, stopped.contains(name) ? "STOPPED" : "RUNNING");
    String report =
        "{\"run\":%s,\"complete\":%b,\"planned\":9,\"intervals\":[]}"
            .formatted(run, stopped.contains(name));
    send(exchange, 200, "application/json", asked.contains("/intervals") ? report : run);
  }

  private static String part(String name, String state) {
    return """
    {"id":"%s-0","state":"%s","startedAt":"2026-11-22T11:00:00Z","endsAt":"2026-11-22T11:01:00Z",
     "intensity":5,"targetRate":8,"fleet":"%s","slice":"0/1","links":{"self":"/runs/%s-0"}}\
    """
        .formatted(name, state, name, name);
  }

  /// Says something every 100 ms until nobody listens any more.
  private static void streamWithoutEnd(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    while (true) {
      exchange.getResponseBody().write("data: {}\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      pause(Duration.ofMillis(100));
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
