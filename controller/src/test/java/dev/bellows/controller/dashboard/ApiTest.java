package dev.bellows.controller.dashboard;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(StubLab.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource("/")
  URL root;

  private final TesterControl tester;

  ApiTest(@ConfigProperty(name = "bellows.load.testers") URI tester) {
    this.tester = new TesterControl(tester);
  }

  @BeforeEach
  void one_ready_pod_and_a_tester() {
    tester.letAnswer();
    tester.requests();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            state().body("workload.ready", equalTo(1)).body("loadTester.reachable", equalTo(true)));
  }

  @AfterEach
  void the_tester_answers() {
    tester.letAnswer();
  }

  @Test
  void the_state_has_the_shape_that_others_rely_on() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> state().body("hpa.currentUtilization", notNullValue()));
    state()
        .body("time", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"))
        .body("cluster", equalTo("local"))
        .body("workload.name", equalTo("demo-app"))
        .body("workload.min", equalTo(1))
        .body("workload.max", equalTo(10))
        .body("workload.desired", equalTo(1))
        .body("workload.current", equalTo(1))
        .body("workload.service", matchesPattern("http://127.0.0.1:\\d+"))
        .body("pods", hasSize(1))
        .body("pods[0].name", matchesPattern("demo-app-[a-z0-9]{5}"))
        .body("pods[0].phase", equalTo("Running"))
        .body("pods[0].ready", equalTo(true))
        .body("pods[0].startedAt", notNullValue())
        .body("pods[0].readyAt", notNullValue())
        .body("pods[0].requests", equalTo(0))
        .body("hpa.targetUtilization", equalTo(50))
        .body("hpa.conditions.type", hasItems("AbleToScale", "ScalingActive", "ScalingLimited"))
        .body("runs.find { it.id == 'r1' }.links.self", equalTo("/api/load/runs/r1"))
        .body("lastDecision.from", equalTo(1))
        .body("lastDecision.to", equalTo(1))
        .body("lastDecision.reason", notNullValue())
        .body("lastDecision.sentence", notNullValue());
  }

  @Test
  void the_state_says_so_when_the_load_tester_is_absent() {
    tester.silence();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            state()
                .body("loadTester.reachable", equalTo(false))
                .body("loadTester.message", containsString("does not answer")));
    state().body("runs.id", not(hasItem("r1"))).body("workload.ready", equalTo(1));
  }

  @Test
  void states_stream_once_a_second() throws IOException {
    long begin = System.nanoTime();
    try (BufferedReader lines = stream("/api/state/events")) {
      List<String> states =
          lines.lines().filter(line -> line.startsWith("data:")).limit(4).toList();
      assertThat(states).allMatch(line -> line.contains("\"workload\":{\"name\":\"demo-app\""));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void decisions_come_with_their_trace_and_events_with_their_object() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> when().get("/api/decisions?limit=3").then().body("$", hasSize(3)));
    when()
        .get("/api/decisions?limit=1000")
        .then()
        .statusCode(200)
        .body("size()", greaterThan(2))
        .body("trace.sentence", everyItem(notNullValue()))
        .body("[0].time", notNullValue());
    when()
        .get("/api/events")
        .then()
        .statusCode(200)
        .body("reason", hasItems("Created", "Started", "Ready"))
        .body("object", hasItem(matchesPattern("pod/demo-app-[a-z0-9]{5}")))
        .body("type", hasItem("Normal"));
    when().get("/api/pods").then().statusCode(200).body("$", hasSize(1));
  }

  @Test
  void another_spec_can_be_put_into_force_and_back() {
    Map<String, Object> before = when().get("/api/hpa").jsonPath().getMap("spec");
    try {
      given()
          .contentType(ContentType.JSON)
          .body(Map.of("maxReplicas", 3))
          .put("/api/hpa")
          .then()
          .statusCode(200)
          .body("spec.maxReplicas", equalTo(3))
          .body("spec.metrics[0].resource.target.averageUtilization", equalTo(80));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              state()
                  .body("workload.max", equalTo(3))
                  .body("lastDecision.sentence", containsString("80 % target")));
    } finally {
      given().contentType(ContentType.JSON).body(before).put("/api/hpa").then().statusCode(200);
    }
    when()
        .get("/api/hpa")
        .then()
        .body("kind", equalTo("HorizontalPodAutoscaler"))
        .body("spec.maxReplicas", equalTo(10))
        .body("status.desiredReplicas", notNullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"maxReplicas": 0}                     | spec.maxReplicas | must be set and greater than 0
          {"maxReplicas": 51}                    | spec.maxReplicas | from 1 to 50, but was 51
          {"minReplicas": 9, "maxReplicas": 4}   | spec.maxReplicas | must be greater than or equal to `minReplicas`
          {"maxReplica": 4}                      | spec.maxReplica  | unknown field
          {"spec": 7}                            | spec             | spec must be an object
          {"spec": null}                         | spec             | spec must be an object
          {"maxReplicas": null}                  | spec.maxReplicas | must be set
          null                                   | body             | must be a spec
          ''                                     | body             | must be a spec
          []                                     | body             | must be valid JSON
          {"maxReplicas":                        | body             | must be valid JSON
          """)
  void a_spec_that_an_api_server_would_refuse_is_a_problem(
      String body, String parameter, String detail) {
    problem(given().contentType(ContentType.JSON).body(body).put("/api/hpa").then(), 400)
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(detail));
    state().body("workload.max", equalTo(10));
  }

  @Test
  void load_is_started_on_the_tester_as_the_whole_of_a_run_of_the_fleet() {
    String id =
        given()
            .redirects()
            .follow(false)
            .get("/load?intensity=70&duration=120")
            .then()
            .statusCode(202)
            .header("Location", matchesPattern("/api/load/runs/r[a-z0-9]+"))
            .body("testers[0].address", equalTo(tester.tester().toString()))
            .body("testers[0].state", equalTo("RUNNING"))
            .extract()
            .path("id");
    when()
        .get("/api/load/runs/" + id)
        .then()
        .statusCode(200)
        .body("links.events", equalTo("/api/load/runs/" + id + "/events"));
    given()
        .contentType(ContentType.JSON)
        .body("{\"intensity\":5}")
        .post("/api/load?seed=1")
        .then()
        .statusCode(202);
    when().patch("/api/load/runs/" + id + "?intensity=9").then().statusCode(200);
    when().delete("/api/load/runs/" + id).then().body("state", equalTo("STOPPED"));
    when().patch("/api/load/runs/" + id + "?intensity=9").then().statusCode(409);
    assertThat(tester.requests())
        .map(request -> request.replaceAll("fleet=[a-z0-9]+", "fleet=NAME"))
        .containsExactly(
            "GET /load?intensity=70&duration=120&fleet=NAME&slice=0/1&lease=30.0",
            "POST /load?seed=1&fleet=NAME&slice=0/1&lease=30.0 {\"intensity\":5}");
  }

  @Test
  void a_run_that_was_started_on_a_load_tester_itself_is_shown_and_led_there() {
    // The testers are asked for their runs once a second.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            when()
                .get("/api/load/runs")
                .then()
                .statusCode(200)
                .body("find { it.id == 'r1' }.links.self", equalTo("/api/load/runs/r1")));
    when().get("/api/load/runs/r1").then().statusCode(200).body("id", equalTo("r1"));
    when().patch("/api/load/runs/r1?intensity=9").then().statusCode(200);
    when().delete("/api/load/runs/r1").then().statusCode(200);
    when()
        .delete("/api/load/runs")
        .then()
        .statusCode(200)
        .body("links.self", hasItem("/api/load/runs/r1"));
    assertThat(tester.requests())
        .containsExactly(
            "GET /runs/r1", "PATCH /runs/r1?intensity=9", "DELETE /runs/r1", "DELETE /runs");
  }

  @Test
  void the_stream_of_a_run_is_passed_on() throws IOException {
    try (BufferedReader lines = stream("/api/load/runs/r1/events")) {
      assertThat(lines.lines().filter(line -> line.startsWith("data:")).limit(2))
          .containsExactly("data:{\"second\":1}", "data:{\"second\":2}");
    }
  }

  @Test
  void a_problem_of_the_tester_is_passed_on_and_its_absence_is_one_of_ours() {
    problem(when().get("/load?intensity=0").then(), 400).body("parameter", equalTo("intensity"));
    tester.silence();
    problem(when().get("/load?intensity=5").then(), 503)
        .body("detail", containsString("The load tester at " + tester.tester()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /load?intensity=5     | Host           | evil.example
          GET    | /api/load?intensity=5 | Host           | 127.0.0.1.evil.example:31003
          POST   | /load?intensity=5     | Sec-Fetch-Site | cross-site
          GET    | /load?intensity=5     | Sec-Fetch-Site | same-site
          DELETE | /api/load/runs        | Sec-Fetch-Site | cross-site
          PUT    | /api/hpa              | Host           | evil.example
          GET    | /load/?intensity=5    | Host           | evil.example
          GET    | /api/load/?intensity=5 | Sec-Fetch-Site | cross-site
          GET    | //load?intensity=5    | Host           | evil.example
          GET    | /api/../load?intensity=5 | Host        | evil.example
          GET    | /load;a=b?intensity=5 | Host           | evil.example
          GET    | /api;a=b/load?intensity=5 | Host       | evil.example
          HEAD   | /load?intensity=5     | Host           | evil.example
          GET    | /load?intensity=5     | Host           | controller.com
          GET    | /load?intensity=5     | Host           | controller.dev:31003
          GET    | /load?intensity=5     | Host           | 10.1.2.3:31003
          GET    | /load?intensity=5     | Host           | host.docker.internal
          POST   | /load?intensity=5     | Origin         | http://evil.example
          GET    | /load?intensity=5     | Origin         | null
          GET    | /load?intensity=5     | Sec-Purpose    | prefetch
          """)
  void a_foreign_web_page_cannot_change_anything(
      String method, String path, String header, String value) {
    given()
        .urlEncodingEnabled(false)
        .header(header, value)
        .contentType(ContentType.JSON)
        .body("{}")
        .request(method, path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body(
            method.equals("HEAD")
                ? not(containsString("detail"))
                : containsString(value.replaceFirst(":\\d+", "")));
    assertThat(tester.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/load?intensity=5", "/api/load?intensity=5"})
  void a_question_for_headers_starts_no_load(String path) {
    when().head(path).then().statusCode(405);

    assertThat(tester.requests()).isEmpty();
  }

  @Test
  void our_own_page_may_start_load() {
    given()
        .header("Host", "localhost:31003")
        .header("Origin", "http://localhost:31003")
        .post("/api/load?intensity=5")
        .then()
        .statusCode(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:31003",
        "controller",
        "controller.scaling-challenge.svc",
        "controller.scaling-challenge.svc.cluster.local:8080",
        "127.0.0.2:31003",
        "Bench.Example:8443",
        "[::1]:31003"
      })
  void our_own_names_are_let_through(String host) {
    given()
        .header("Host", host)
        .header("Sec-Fetch-Site", "same-origin")
        .post("/load?intensity=5")
        .then()
        .statusCode(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3:31003", "[fd00::1]:31003"})
  void by_an_address_everything_goes_but_a_get_that_starts_load(String host) {
    given().header("Host", host).get("/api/state").then().statusCode(200);
    given().header("Host", host).post("/load?intensity=5").then().statusCode(202);
    given()
        .header("Host", host)
        .header("Origin", "http://evil.example")
        .post("/load?intensity=5")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/state", "/api/load/runs", "/q/metrics", "/nowhere"})
  void a_page_whose_name_was_rebound_to_us_reads_nothing(String path) {
    problem(given().header("Host", "evil.example:31003").get(path).then(), 403)
        .body("detail", containsString("but was 'evil.example'."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/api/nowhere", "/api/load/nowhere/more"})
  void an_unknown_path_is_a_problem_document(String path) {
    problem(when().get(path).then(), 404)
        .body("detail", containsString(path))
        .body("instance", equalTo(path));
  }

  @Test
  void a_body_that_is_too_large_is_a_problem_document() {
    problem(given().body(" ".repeat(5 << 20)).when().post("/api/load").then(), 413)
        .body("detail", equalTo("The body must have at most 4194304 bytes, but has 5242880."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "many"})
  void a_limit_out_of_range_is_a_problem_document(String limit) {
    problem(when().get("/api/events?limit=" + limit).then(), 400)
        .body("parameter", equalTo("limit"))
        .body(
            "detail",
            equalTo("limit must be a whole number from 1 to 1000, but was '%s'.".formatted(limit)));
  }

  @Test
  void a_wrong_method_is_a_problem_document() {
    problem(when().post("/api/state").then(), 405);
  }

  @Test
  void the_page_is_served_and_needs_nothing_from_elsewhere() {
    String page =
        when()
            .get("/")
            .then()
            .statusCode(200)
            .contentType(ContentType.HTML)
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .body(containsString("<title>Bellows</title>"))
            .extract()
            .asString();
    assertThat(page).doesNotContain("http://", "https://", " style=", " onclick=");
    assertThat(Pattern.compile("(?:src|href)=\"([^\"#/]+)\"").matcher(page).results())
        .map(link -> link.group(1))
        .contains("dashboard.js", "uPlot.iife.min.js", "theme.css")
        .allSatisfy(file -> when().get("/" + file).then().statusCode(200));
  }

  @Test
  void a_file_of_the_page_is_sent_once_and_zipped() {
    String tag =
        given()
            .header("Accept-Encoding", "gzip")
            .get("/lanes.js")
            .then()
            .statusCode(200)
            .header("Content-Encoding", "gzip")
            .contentType("text/javascript")
            .body(containsString("export class Lanes"))
            .extract()
            .header("ETag");
    given().header("If-None-Match", tag).get("/lanes.js").then().statusCode(304);
    given().header("If-None-Match", tag).get("/theme.css").then().statusCode(200);
  }

  @Test
  void a_dry_run_tells_what_would_surprise_and_changes_nothing() {
    given()
        .contentType(ContentType.JSON)
        .body(
            """
            {"minReplicas": 2, "maxReplicas": 2,
             "metrics": [{"type": "Resource", "resource": {"name": "cpu",
                          "target": {"type": "Utilization", "averageUtilization": 50}}}]}
            """)
        .put("/api/hpa?dryRun=true")
        .then()
        .statusCode(200)
        .body("spec.maxReplicas", equalTo(2))
        .body("yaml", containsString("  maxReplicas: 2\n"))
        .body("findings.rule", hasItem("fixed-size"))
        .body("findings[0].sentence", notNullValue())
        .body("findings[0].better", notNullValue());
    when()
        .get("/api/hpa")
        .then()
        .body("spec.maxReplicas", equalTo(10))
        .body("findings", hasSize(0))
        .body("yaml", containsString("averageUtilization: 50"));
    problem(
            given()
                .contentType(ContentType.JSON)
                .body("{\"maxReplicas\": 0}")
                .put("/api/hpa?dryRun=true")
                .then(),
            400)
        .body("parameter", equalTo("spec.maxReplicas"));
  }

  @Test
  void metrics_health_and_the_description_of_the_api_are_served() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            when()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("bellows_replicas{state=\"ready\"} 1.0"))
                .body(containsString("bellows_decisions_total{reason="))
                .body(containsString("bellows_loop_ticks_total"))
                .body(containsString("bellows_pod_cpu_millicores{pod=\"demo-app-"))
                .body(containsString("bellows_balancer_connections_open{pod=\"demo-app-")));
    when().get("/q/health/ready").then().statusCode(200);
    when().get("/q/openapi").then().statusCode(200).body(containsString("/api/state"));
  }

  private static ValidatableResponse state() {
    return when().get("/api/state").then().statusCode(200).contentType(ContentType.JSON);
  }

  private static ValidatableResponse problem(ValidatableResponse response, int status) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status));
  }

  private BufferedReader stream(String path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            URI.create(root.toString()).resolve(path).toURL().openStream(),
            StandardCharsets.UTF_8));
  }
}
