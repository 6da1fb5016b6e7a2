package dev.bellows.controller.dashboard;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lies between a client and the load tester besides the plain way.
@QuarkusTest
@Timeout(300)
@TestProfile(StubLab.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoadPassingTest {
  @TestHTTPResource("/")
  URL root;

  private final TesterControl tester;

  LoadPassingTest(@ConfigProperty(name = "bellows.load.testers") URI tester) {
    this.tester = new TesterControl(tester);
  }

  @BeforeEach
  void the_tester_answers() {
    tester.letAnswer();
    tester.requests();
  }

  @Test
  void every_link_of_a_run_leads_somewhere() {
    Map<String, String> links = when().get("/api/load/runs/r1").jsonPath().getMap("links");
    assertThat(links).containsKeys("self", "events", "histogram", "seconds");
    links.values().forEach(link -> when().get(link).then().statusCode(200));
  }

  @Test
  void the_stream_of_an_unknown_run_is_the_testers_problem() {
    given()
        .accept("text/event-stream")
        .get("/api/load/runs/nobody/events")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("the tester knows no such run"));
  }

  @Test
  void many_open_streams_do_not_cut_the_tester_off() throws IOException {
    URL events = URI.create(root.toString()).resolve("/api/load/runs/endless/events").toURL();
    List<BufferedReader> open = new ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(events.openStream(), StandardCharsets.UTF_8));
        open.add(lines);
        assertThat(lines.readLine()).isEqualTo("data:{}");
      }
      when().get("/api/load/runs/r1").then().statusCode(200);
    } finally {
      for (BufferedReader lines : open) {
        lines.close();
      }
    }
  }

  @Test
  void load_that_takes_long_to_start_is_waited_for() {
    when().post("/load?intensity=3").then().statusCode(202);
  }

  @ParameterizedTest
  @CsvSource({"fleet=x", "slice=0/2", "startAt=2026-11-22T12:00:00Z", "lease=5"})
  void what_is_agreed_between_controller_and_load_testers_is_nobody_elses_to_say(String term) {
    when()
        .post("/load?intensity=5&" + term)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", startsWith(term.split("=")[0] + " is what the controller agrees on"));
    assertThat(tester.requests()).isEmpty();
  }

  @Test
  void a_query_with_characters_that_no_uri_may_hold_is_a_bad_request() throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /load?intensity=5&a={|\"} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json")
          .contains("Path and query must be percent-encoded, but hold '{'.");
    }
    assertThat(tester.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/load?a=1&b=%20~/?, ''", "/load?a={|, {", "/load?a=b%zz, %", "/a|b, |"})
  void what_is_illegal_in_an_address_is_found(String uri, String illegal) {
    assertThat(RawUri.firstIllegal(uri).orElse("")).isEqualTo(illegal);
  }
}
