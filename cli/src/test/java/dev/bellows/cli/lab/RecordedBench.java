package dev.bellows.cli.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A bench that has run for two hours with ten pods under load: the page's own files, and answers
/// that are made up. A real one would have to run for two hours first.
final class RecordedBench implements AutoCloseable {
  private static final Path FILES =
      Path.of("..", "controller", "src", "main", "resources", "dashboard");
  private static final Pattern RANGE = Pattern.compile("from=(\\d+)(?:\\.\\d+)?&to=(\\d+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");
  static final int SECONDS = 7200;
  static final int PODS = 10;

  private final HttpServer server;
  private final long begin = Instant.now().getEpochSecond() - SECONDS;

  RecordedBench() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/api/live" -> stream(exchange);
      case "/api/history" -> send(exchange, "json", history(exchange.getRequestURI().getQuery()));
      case "/api/state" -> send(exchange, "json", state());
      case "/api/events", "/api/decisions", "/api/trials" -> send(exchange, "json", "[]");
      default -> {
        String file = path.equals("/") ? "index.html" : path.substring(1);
        send(exchange, file.replaceFirst(".*\\.", ""), Files.readString(FILES.resolve(file)));
      }
    }
  }

  private String history(String query) {
    Matcher range = RANGE.matcher(query);
    long now = Instant.now().getEpochSecond();
    long from = Math.max(begin, range.find() ? Long.parseLong(range.group(1)) : now - 300);
    long to = Math.min(now, range.hasMatch() ? Long.parseLong(range.group(2)) : now);
    String columns =
        Map.<String, LongFunction<Object>>of(
                "targetRate", RecordedBench::rate,
                "achievedRate", t -> rate(t) * 0.99,
                "p50", t -> 2 + t % 5,
                "p95", t -> 20 + t % 17,
                "p99", t -> 60 + t % 41,
                "desired", t -> PODS,
                "current", t -> PODS,
                "ready", t -> PODS,
                "cpuTarget", t -> 50,
                "cost", t -> t - begin)
            .entrySet()
            .stream()
            .map(column -> column(column.getKey(), from, to, column.getValue()))
            .collect(Collectors.joining(","));
    String cpu =
        IntStream.range(0, PODS)
            .mapToObj(pod -> column("demo-app-" + pod, from, to, t -> 40 + (t * 7 + pod * 13) % 25))
            .collect(Collectors.joining(","));
    return "{%s,%s,\"cpu\":{%s},\"marks\":[]}"
        .formatted(column("time", from, to, t -> t), columns, cpu);
  }

  private static String column(String name, long from, long to, LongFunction<Object> value) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(t -> value.apply(t).toString())
        .collect(Collectors.joining(",", "\"" + name + "\":[", "]"));
  }

  private static double rate(long second) {
    return Math.round(200 + 60 * Math.sin(second / 90.0));
  }

  private static String state() {
    String pods =
        IntStream.range(0, PODS)
            .mapToObj(
                """
                {"name":"demo-app-%d","phase":"Running","ready":true,"terminating":false,
                 "cpuMillicores":50,"requests":100}\
                """
                    ::formatted)
            .collect(Collectors.joining(","));
    return """
    {"time":"%s","cluster":"local","workload":{"name":"demo-app","min":1,"max":10,"desired":10,
     "current":10,"ready":10},"hpa":{"targetUtilization":50,"currentUtilization":50,
     "conditions":[]},"runs":[],"loadTester":{"reachable":true},"pods":[%s]}
    """
        .formatted(Instant.now(), pods);
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    String cpu =
        IntStream.range(0, PODS)
            .mapToObj("\"demo-app-%d\":50"::formatted)
            .collect(Collectors.joining(","));
    try (exchange) {
      while (true) {
        long now = Instant.now().getEpochSecond();
        String point =
            """
            {"t":%d,"targetRate":%s,"achievedRate":%s,"p50":3,"p95":25,"p99":70,"desired":10,\
            "current":10,"ready":10,"cpuTarget":50,"cost":1,"cpu":{%s},"marks":[]}\
            """
                .formatted(now, rate(now), rate(now), cpu);
        exchange
            .getResponseBody()
            .write("id: %d\ndata: %s\n\n".formatted(now, point).getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, String kind, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String type = kind.equals("json") ? "application/json" : TYPES.getOrDefault(kind, "text/plain");
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
