package dev.bellows.loadtester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.loadtester.http.StubServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The packaged service, jar or native executable, with a real target.
final class LoadTesterIT {
  private static ServiceProcess tester;

  @BeforeAll
  static void start() throws IOException {
    tester = new ServiceProcess();
  }

  @AfterAll
  static void end() {
    tester.close();
  }

  @Test
  void the_packaged_service_applies_load() throws Exception {
    try (StubServer server = new StubServer(StubServer.OK)) {
      JsonPath accepted =
          tester.json("/load?rate=100&duration=3&arrivals=even&target=" + server.url());
      JsonPath run = tester.ended(accepted.getString("id"), Duration.ofSeconds(60));
      assertThat(run.getLong("answered")).isEqualTo(300).isEqualTo(server.requests.get());
      assertThat(tester.text("/q/metrics")).contains("bellows_load_requests_total");
      assertThat(tester.status("/load?intensity=0")).isEqualTo(400);
    }
  }

  @Test
  void what_is_no_uri_is_refused_with_a_problem_document() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", tester.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /load?intensity={|\" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "must be percent-encoded, but hold '{'");
    }
  }
}
