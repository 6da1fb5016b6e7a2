package dev.bellows.demoapp;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The API as a client sees it, against the packaged jar or the native executable.
@QuarkusIntegrationTest
@TestProfile(DemoAppIT.WithoutDrain.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoAppIT {

  /// Nothing is on its way when the tests are over, so nobody need wait for it.
  public static final class WithoutDrain implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "bellows.drain.window", "0s", "bellows.drain.quiet", "0s", "bellows.drain.idle", "0s");
    }
  }

  /// A busy machine can only make a burn longer, and not every one of them.
  @Test
  void a_hash_burns_what_was_asked_for_and_returns_a_receipt() {
    assertThat(Stream.generate(DemoAppIT::burnt).limit(20))
        .allMatch(micros -> micros >= 9_500)
        .anyMatch(micros -> micros <= 10_500);
  }

  private static int burnt() {
    return when()
        .get("/hash?cpuMillis=10")
        .then()
        .statusCode(200)
        .header("X-Pod", notNullValue())
        .body("digest", notNullValue())
        .body("rounds", greaterThan(0))
        .extract()
        .path("cpuMicros");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.05", "10001", "abc", "-1", "NaN", ""})
  void work_out_of_range_is_a_problem_that_names_parameter_range_and_value(String cpuMillis) {
    given()
        .queryParam("cpuMillis", cpuMillis)
        .when()
        .get("/hash")
        .then()
        .statusCode(400)
        .header("X-Pod", notNullValue())
        .contentType("application/problem+json")
        .body("parameter", equalTo("cpuMillis"))
        .body("status", equalTo(400))
        .body("instance", equalTo("/hash"))
        .body(
            "detail",
            equalTo("cpuMillis must be a number between 0.1 and 10000, but was " + cpuMillis));
  }

  @ParameterizedTest
  @CsvSource({"GET, /nope, 404", "POST, /hash, 405", "GET, /q/nope, 404", "PATCH, /faults, 405"})
  void what_is_not_served_is_a_problem(String method, String path, int status) {
    given()
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("title", notNullValue())
        .body("parameter", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"delayMillis\":       | valid JSON",
        "{\"delayMillis\":\"x\"} | valid JSON",
        "{\"dealyMillis\":5}     | dealyMillis",
        "{\"delayMillis\":60001} | delayMillis must be a whole number between 0 and 60000",
        "{\"errorRate\":1.1}     | errorRate must be a number between 0 and 1",
        "[]                      | valid JSON"
      })
  void malformed_faults_are_a_problem_and_change_nothing(String body, String sentence) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .when()
        .put("/faults")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString(sentence));

    when().get("/faults").then().body("delayMillis", equalTo(0)).body("freeze", equalTo(false));
  }

  @Test
  void faults_hit_requests_but_not_the_probes() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"delayMillis\":20,\"errorRate\":1}")
        .when()
        .put("/faults")
        .then()
        .statusCode(200);

    when()
        .get("/hash?cpuMillis=1")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .time(greaterThan(19L));
    when().get("/q/health/ready").then().statusCode(200);
    when().get("/q/health/live").then().statusCode(200);

    when().delete("/faults").then().statusCode(200);
    when().get("/hash?cpuMillis=1").then().statusCode(200);
  }

  @Test
  void the_readiness_switch_turns_the_probe_and_nothing_else() {
    when().delete("/readiness").then().statusCode(200).body("ready", equalTo(false));

    when().get("/q/health/ready").then().statusCode(503);
    when().get("/q/health/live").then().statusCode(200);
    when().get("/hash?cpuMillis=1").then().statusCode(200);

    when().put("/readiness").then().statusCode(200).body("ready", equalTo(true));
    when().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void memory_is_held_until_it_is_released() {
    when().post("/memory?mebibytes=16&seconds=60").then().statusCode(200);

    when().get("/memory").then().body("heldMebibytes", equalTo(16));
    when().post("/memory?mebibytes=1024&seconds=60").then().statusCode(409);
    when().delete("/memory").then().statusCode(200);

    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> when().get("/memory").then().body("heldMebibytes", equalTo(0)));
  }

  @ParameterizedTest
  @CsvSource({"mebibytes=0&seconds=1, mebibytes", "mebibytes=1, seconds", "seconds=1, mebibytes"})
  void memory_out_of_range_is_a_problem(String query, String parameter) {
    when()
        .post("/memory?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("parameter", equalTo(parameter));
  }

  @Test
  void the_pod_says_who_it_is_and_describes_itself() {
    when()
        .get("/")
        .then()
        .statusCode(200)
        .body("pod", notNullValue())
        .body("version", notNullValue());
    when().get("/q/health/started").then().statusCode(200);
    when().get("/q/openapi").then().statusCode(200).body(containsString("/hash"));
    when()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("bellows_cpu_burned_seconds_total"))
        .body(containsString("bellows_hash_duration_seconds_bucket"))
        .body(not(containsString("NaN")));
  }
}
