package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.RunTotals;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Targets that do what targets must not do. After each of them the same threads must be as good as
/// before, which a run against a decent target shows.
@Tag("acceptance")
final class HostileTargetTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /// For targets that do not come to an end: requests are given up soon, connections are not.
  private static final PoolSettings IMPATIENT =
      new PoolSettings(4, Duration.ofSeconds(10), SECOND, SECOND.multipliedBy(60));

  private static final long GIBIBYTE = 1L << 30;

  private final LoadProbe probe = new LoadProbe(new EventLoops(2));

  @AfterEach
  void healthy() throws Exception {
    try (StubServer server = new StubServer(StubServer.OK)) {
      RunTotals.Snapshot run = probe.run(server.port(), 100, SECOND, LoadProbe.SETTINGS);
      assertThat(run.counts().answered()).isEqualTo(100).isEqualTo(server.requests.get());
    } finally {
      probe.close();
    }
  }

  @Test
  void ten_thousand_headers() throws Exception {
    String head = "HTTP/1.1 200 OK\r\n" + "X-Header: of no use\r\n".repeat(10_000) + "\r\n";
    assertFailures(
        LoadProbe.FEW,
        FailureKind.MALFORMED,
        (socket, connection, line) -> {
          StubServer.write(socket, head);
          return true;
        });
  }

  @Test
  void a_body_that_stops_half_way_and_goes_on_never() throws Exception {
    assertFailures(
        IMPATIENT,
        FailureKind.TIMEOUT,
        (socket, connection, line) -> {
          StubServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          Thread.sleep(20_000);
          return false;
        });
  }

  @Test
  void chunks_without_end() throws Exception {
    assertFailures(
        IMPATIENT,
        FailureKind.TIMEOUT,
        (socket, connection, line) -> {
          StubServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            StubServer.write(socket, "1\r\nx\r\n");
            Thread.sleep(50);
          }
        });
  }

  @Test
  void noise() throws Exception {
    byte[] noise = new byte[10_000];
    new SplittableRandom(5).nextBytes(noise);
    assertFailures(
        LoadProbe.FEW,
        FailureKind.MALFORMED,
        (socket, connection, line) -> {
          socket.getOutputStream().write(noise);
          return true;
        });
  }

  /// What comes unasked could be taken for the answer to the next request.
  @Test
  void an_answer_too_many_costs_the_connection_and_no_request() throws Exception {
    try (StubServer server =
        new StubServer((socket, connection, line) -> {
          String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
          StubServer.write(socket, answer + answer);
          return true;
        })) {
      RunTotals.Snapshot run = probe.run(server.port(), 20, SECOND, LoadProbe.FEW);
      assertThat(run.counts().answered()).isEqualTo(20).isEqualTo(server.requests.get());
      assertThat(server.connections.get()).isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void bodies_of_a_gibibyte_are_counted_and_not_kept() throws Exception {
    byte[] block = new byte[1 << 20];
    try (StubServer server =
        new StubServer((socket, connection, line) -> {
          sendGibibyte(socket, block);
          return true;
        })) {
      long before = heap();
      RunTotals.Snapshot run = probe.run(server.port(), 3, SECOND, LoadProbe.SETTINGS);
      assertThat(run.counts().answered()).isEqualTo(3);
      assertThat(run.bytes()).isGreaterThan(3 * GIBIBYTE);
      assertThat(heap() - before).isLessThan(64L << 20);
    }
  }

  /// Delays of which a tenth is ten times as long as the rest. The server notes how long it really
  /// took for each, and the generator how late it was itself, so a machine that is slow moves both
  /// sides.
  @Test
  void known_delays_are_measured_as_what_they_are() throws Exception {
    ConcurrentLinkedQueue<Double> known = new ConcurrentLinkedQueue<>();
    try (StubServer server =
        new StubServer((socket, connection, line) -> {
          long from = System.nanoTime();
          Thread.sleep(connection % 10 == 0 ? 400 : 40);
          known.add((System.nanoTime() - from) / 1e6);
          return StubServer.OK.answer(socket, connection, line);
        })) {
      RunTotals.Snapshot run =
          probe.run(server.port(), 200, Duration.ofSeconds(3), LoadProbe.SETTINGS);
      assertThat(run.counts().answered()).isEqualTo(600).isEqualTo(server.requests.get());
      double[] sorted = known.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      assertThat(sorted).hasSize(600);
      assertThat(run.service().p50()).isCloseTo(sorted[299], within(30 + run.lag().p99()));
      assertThat(run.service().p99()).isCloseTo(sorted[593], within(60 + run.lag().max()));
      assertThat(Arrays.stream(sorted).filter(delay -> delay > 399).count()).isPositive();
    }
  }

  private static void sendGibibyte(Socket socket, byte[] block) throws Exception {
    OutputStream out = socket.getOutputStream();
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"
            .formatted(GIBIBYTE)
            .getBytes(StandardCharsets.US_ASCII));
    for (long sent = 0; sent < GIBIBYTE; sent += block.length) {
      out.write(block);
    }
    out.flush();
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void assertFailures(
      PoolSettings settings, FailureKind kind, StubServer.Behaviour behaviour) throws Exception {
    try (StubServer server = new StubServer(behaviour)) {
      RunTotals.Snapshot run = probe.run(server.port(), 20, SECOND, settings);
      assertThat(run.failures()).isEqualTo(Map.of(kind, 20L));
      assertThat(run.counts().inFlight()).isZero();
    }
  }
}
