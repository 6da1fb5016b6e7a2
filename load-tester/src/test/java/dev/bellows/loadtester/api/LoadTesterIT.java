package dev.bellows.loadtester.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.bellows.loadtester.http.StubServer;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The packaged service, jar or native executable, with a real target.
@QuarkusIntegrationTest
final class LoadTesterIT {

  @Test
  void the_packaged_service_applies_load() throws Exception {
    try (StubServer server = new StubServer(StubServer.OK)) {
      String id =
          given()
              .get("/load?rate=100&duration=3&arrivals=even&target=" + server.url())
              .then()
              .statusCode(202)
              .extract()
              .path("id");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !run(id).getString("state").equals("RUNNING"));
      assertThat(run(id).getLong("answered")).isEqualTo(300).isEqualTo(server.requests.get());
      given().get("/q/metrics").then().body(containsString("bellows_load_requests_total"));
      given().get("/load?intensity=0").then().statusCode(400);
      given().get("/q/openapi").then().statusCode(200).body(containsString("/load"));
      given().get("/q/openapi.json").then().statusCode(200).body(containsString("/load"));
    }
  }

  @Test
  void what_is_no_uri_is_refused_with_a_problem_document() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
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

  private static JsonPath run(String id) {
    return given().get("/runs/" + id).jsonPath();
  }
}
