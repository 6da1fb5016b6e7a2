package dev.bellows.controller;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A small open-model load: requests at a constant rate, answered or not, each on a connection of
/// its own and never repeated.
final class OpenLoad implements AutoCloseable {
  private static final Pattern POD = Pattern.compile("(?i)x-pod: (\\S+)");

  private final InetSocketAddress service;
  private final long periodNanos;
  private final Map<String, Integer> answeredByPod = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Thread pacer;
  private volatile boolean running = true;

  OpenLoad(URI service, int ratePerSecond) {
    this.service = new InetSocketAddress(service.getHost(), service.getPort());
    this.periodNanos = Duration.ofSeconds(1).toNanos() / ratePerSecond;
    this.pacer = Thread.ofVirtual().start(this::pace);
  }

  private void pace() {
    try {
      long next = System.nanoTime();
      while (running) {
        inFlight.incrementAndGet();
        Thread.ofVirtual().start(this::request);
        next += periodNanos;
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void request() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(60_000);
      socket.connect(service);
      socket
          .getOutputStream()
          .write(
              "GET /hash?cpuMillis=10 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher pod = POD.matcher(answer);
      if (answer.startsWith("HTTP/1.1 200") && pod.find()) {
        answeredByPod.merge(pod.group(1), 1, Integer::sum);
      } else {
        failures.merge(answer.lines().findFirst().orElse("no answer"), 1, Integer::sum);
      }
    } catch (IOException e) {
      failures.merge(e.toString(), 1, Integer::sum);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  int inFlight() {
    return inFlight.get();
  }

  int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  Map<String, Integer> failures() {
    return failures;
  }

  Map<String, Integer> answeredByPod() {
    return answeredByPod;
  }

  /// Sends no more; what is in flight goes on.
  @Override
  public void close() {
    running = false;
  }
}
