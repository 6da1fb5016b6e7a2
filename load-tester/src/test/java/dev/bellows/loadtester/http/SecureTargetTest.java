package dev.bellows.loadtester.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.schedule.RateCurves;
import dev.bellows.loadtester.http.SecureServer.Manner;
import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.RunTotals;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs over TLS and over HTTP/2 against a real server.
final class SecureTargetTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// For servers that say nothing: requests are given up soon, connections are not.
  private static final PoolSettings IMPATIENT =
      new PoolSettings(2, Duration.ofSeconds(10), Duration.ofMillis(500), PATIENCE);

  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static KeyManagerFactory keys;

  private final LoadProbe probe = new LoadProbe(new EventLoops(2));

  @BeforeAll
  static void certificate() throws Exception {
    Path store = folder.resolve("keys.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=somebody-else",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(loaded, PASSWORD.toCharArray());
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void a_target_that_offers_http_2_is_spoken_to_in_it() throws Exception {
    try (SecureServer server = server(List.of("h2", "http/1.1"), Manner.ANSWER)) {
      RunTotals.Snapshot run = run(server, new Wire(true, true, Wire.Version.BEST), 400);
      assertAllAnswered(run, server, "two");
      assertThat(server.connections.get()).isBetween(32L, 200L);
    }
  }

  @Test
  void a_target_that_does_not_is_spoken_to_in_http_1_1() throws Exception {
    try (SecureServer server = server(List.of("http/1.1"), Manner.ANSWER)) {
      RunTotals.Snapshot run = run(server, new Wire(true, true, Wire.Version.BEST), 400);
      assertAllAnswered(run, server, "one");
    }
  }

  @Test
  void http_2_without_tls_needs_no_negotiation() throws Exception {
    try (SecureServer server = new SecureServer(null, List.of(), Manner.ANSWER)) {
      RunTotals.Snapshot run = run(server, new Wire(false, false, Wire.Version.HTTP_2), 400);
      assertAllAnswered(run, server, "two");
    }
  }

  /// Of the streams that this server allows, none is free before an answer has been read to its
  /// end.
  @Test
  void full_connections_send_what_waits_once_when_an_answer_comes() throws Exception {
    Wire wire = new Wire(false, false, Wire.Version.HTTP_2);
    try (SecureServer server = new SecureServer(null, List.of(), Manner.LATE)) {
      assertAllAnswered(run(server.port(), wire, LoadProbe.FEW, 1_800), server, "two");
    }
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
    try (SecureServer server = server(List.of("h2", "http/1.1"), Manner.ANSWER)) {
      RunTotals.Snapshot run = run(server, new Wire(true, false, Wire.Version.BEST), 50);
      assertThat(run.failures()).isEqualTo(Map.of(FailureKind.TLS, 50L));
      assertThat(server.requests.get()).isZero();
    }
  }

  @Test
  @Tag("acceptance")
  void http_2_that_is_not_offered_is_a_failure_and_no_http_1_1() throws Exception {
    try (SecureServer server = server(List.of("http/1.1"), Manner.ANSWER)) {
      RunTotals.Snapshot run = run(server, new Wire(true, true, Wire.Version.HTTP_2), 50);
      assertThat(run.failures()).containsOnlyKeys(FailureKind.TLS);
      assertThat(server.requests.get()).isZero();
    }
  }

  @Test
  void a_server_that_knows_no_http_2_is_there_and_still_the_wrong_one() throws Exception {
    try (StubServer server = new StubServer(StubServer.OK)) {
      Wire wire = new Wire(false, false, Wire.Version.HTTP_2);
      RunTotals.Snapshot run = run(server.port(), wire, LoadProbe.FEW, 20);
      assertThat(run.failures()).isEqualTo(Map.of(FailureKind.TLS, 20L));
    }
  }

  @Test
  void a_server_that_ends_the_handshake_has_no_tls() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (!server.isClosed()) {
                server.accept().close();
              }
            } catch (IOException closed) {
              // The test is over.
            }
          });
      RunTotals.Snapshot run =
          run(server.getLocalPort(), new Wire(true, true, Wire.Version.BEST), LoadProbe.FEW, 20);
      assertThat(run.failures()).isEqualTo(Map.of(FailureKind.TLS, 20L));
    }
  }

  /// It used to wait for connections in the making without end, because new ones were made always.
  @Test
  @Tag("acceptance")
  void a_server_that_says_nothing_fails_every_request_in_time() throws Exception {
    PoolSettings hasty = new PoolSettings(16, SECOND, SECOND, Duration.ofMillis(100));
    try (ServerSocket server = new ServerSocket(0, 1_000)) {
      RunTotals.Snapshot run =
          run(server.getLocalPort(), new Wire(true, true, Wire.Version.BEST), hasty, 20);
      assertThat(run.failures()).isEqualTo(Map.of(FailureKind.CONNECT_TIMEOUT, 20L));
    }
  }

  @Test
  @Tag("acceptance")
  void streams_that_end_badly_are_counted_as_what_they_are() throws Exception {
    Wire wire = new Wire(false, false, Wire.Version.HTTP_2);
    try (SecureServer server = new SecureServer(null, List.of(), Manner.RESET)) {
      assertThat(run(server, wire, 50).failures()).isEqualTo(Map.of(FailureKind.RESET, 50L));
    }
    try (SecureServer server = new SecureServer(null, List.of(), Manner.SILENCE)) {
      RunTotals.Snapshot run = run(server.port(), wire, IMPATIENT, 50);
      assertThat(run.failures()).isEqualTo(Map.of(FailureKind.TIMEOUT, 50L));
    }
    try (StubServer server =
        new StubServer((socket, connection, line) -> {
          StubServer.write(socket, "220 mail.example ESMTP\r\n".repeat(10));
          return true;
        })) {
      RunTotals.Snapshot run = run(server.port(), wire, IMPATIENT, 20);
      assertThat(run.counts().failed()).isEqualTo(20);
      assertThat(run.counts().inFlight()).isZero();
    }
  }

  @Test
  void nothing_is_lost_when_the_server_says_go_away() throws Exception {
    Wire wire = new Wire(false, false, Wire.Version.HTTP_2);
    try (SecureServer server = new SecureServer(null, List.of(), Manner.GO_AWAY)) {
      RunTotals.Snapshot run = run(server, wire, 50);
      assertAllAnswered(run, server, "two");
      assertThat(server.connections.get()).isGreaterThanOrEqualTo(50);
    }
  }

  private static SecureServer server(List<String> protocols, Manner manner) throws Exception {
    return new SecureServer(keys, protocols, manner);
  }

  private static void assertAllAnswered(RunTotals.Snapshot run, SecureServer server, String pod) {
    assertThat(run.failures()).isEmpty();
    assertThat(run.answeredByPod()).isEqualTo(Map.of(pod, server.requests.get()));
    assertThat(run.counts().answered()).isEqualTo(run.counts().scheduled());
  }

  private RunTotals.Snapshot run(SecureServer server, Wire wire, double rate) throws Exception {
    return run(server.port(), wire, LoadProbe.SETTINGS, rate);
  }

  private RunTotals.Snapshot run(int port, Wire wire, PoolSettings settings, double rate)
      throws Exception {
    HttpEndpoint endpoint = LoadProbe.endpoint(port).over(wire);
    return probe.run(endpoint, RateCurves.constant(rate), SECOND, settings);
  }
}
