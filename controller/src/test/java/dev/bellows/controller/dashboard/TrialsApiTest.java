package dev.bellows.controller.dashboard;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(StubLab.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialsApiTest {
  /// A load runs all along on the stand-in of a load tester, so it waits and can be stopped.
  private static final String WAITS =
      "name: waits\nload: {profile: light}\ncapacity: 40\nprepare: 30s\n";

  @Test
  void a_flaw_is_told_with_its_line() {
    given()
        .body("name: a\nload: {intensity: 500}")
        .post("/api/trials")
        .then()
        .statusCode(400)
        .contentType(containsString("problem+json"))
        .body("parameter", equalTo("load.intensity"))
        .body("detail", startsWith("line 2, load.intensity: must be a number from 1 to 200"));
  }

  @Test
  void a_trial_is_taken_on_listed_and_stopped() {
    String id =
        given()
            .contentType("application/json")
            .body(WAITS)
            .post("/api/trials")
            .then()
            .statusCode(202)
            .header("Location", containsString("/api/trials/waits-"))
            .body("state", not(equalTo("DONE")))
            .body("links.report", containsString(".html"))
            .extract()
            .path("id");
    when().get("/api/trials").then().statusCode(200).body("id", hasItem(id));
    when().get("/api/trials/" + id).then().statusCode(200).body("file", equalTo(WAITS));
    when().delete("/api/trials/" + id).then().statusCode(200);
    when()
        .get("/api/trials/%s/events".formatted(id))
        .then()
        .statusCode(200)
        .body(containsString("\"verdict\":\"INTERRUPTED\""));
    when()
        .get("/api/reports/%s.xml".formatted(id))
        .then()
        .statusCode(200)
        .body(containsString("errors=\"1\""));
  }

  @Test
  void the_schema_is_served() {
    when()
        .get("/api/trials/schema")
        .then()
        .statusCode(200)
        .body("properties", hasKey("elasticity"));
  }

  @Test
  void a_trial_with_a_cron_comes_back_until_it_is_removed() {
    given()
        .body("name: nightly\nload: {profile: light}\ncron: \"0 3 * * *\"")
        .post("/api/trials/schedules")
        .then()
        .statusCode(201);
    when().get("/api/trials/schedules").then().body("name", hasItem("nightly"));
    when().delete("/api/trials/schedules/nightly").then().statusCode(204);
    when().get("/api/trials/schedules").then().body("", hasSize(0));
    given()
        .body("name: once\nload: {profile: light}")
        .post("/api/trials/schedules")
        .then()
        .statusCode(400)
        .body("parameter", equalTo("cron"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/trials/none", "/api/trials/none/events", "/api/reports/none.html"})
  void an_unknown_trial_is_not_found(String path) {
    when().get(path).then().statusCode(404).contentType(containsString("problem+json"));
  }

  @ParameterizedTest
  @CsvSource({
    "html,text/html,<!doctype html>",
    "json,application/json,history",
    "xml,application/xml,<testsuites",
    "csv,text/csv,targetRate"
  })
  void any_time_has_a_report(String format, String type, String content) {
    when()
        .get("/api/reports?last=1h&format=" + format)
        .then()
        .statusCode(200)
        .contentType(containsString(type))
        .body(containsString(content));
  }

  @Test
  void a_time_has_a_price_and_without_a_capacity_no_proposal() {
    when()
        .get("/api/cost?last=1h")
        .then()
        .statusCode(200)
        .body("currency", equalTo("USD"))
        .body("run", hasKey("total"));
    when()
        .post("/api/cost/optimize?percent=20")
        .then()
        .statusCode(409)
        .body("detail", containsString("run a trial first"));
    when().post("/api/cost/optimize?percent=0").then().statusCode(400);
  }
}
