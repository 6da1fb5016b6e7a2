package dev.bellows.loadtester.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.bellows.loadtester.http.StubServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
final class LoadApiTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private StubServer server;

  @BeforeEach
  void open() throws Exception {
    server = new StubServer(StubServer.OK);
  }

  @AfterEach
  void close() throws Exception {
    given().delete("/runs");
    server.close();
  }

  @Test
  void a_run_is_accepted_at_once_and_ends_by_itself() {
    String id = start("rate=50&duration=2&arrivals=even");
    JsonPath run = untilEnded(id);
    assertThat(run.getString("state")).isIn("DONE", "INVALID");
    assertThat(run.getLong("scheduled")).isEqualTo(100);
    assertThat(run.getLong("answered")).isEqualTo(100).isEqualTo(server.requests.get());
    assertThat(run.getLong("pods.stub")).isEqualTo(100);
    assertThat(run.getDouble("achievedRate")).isEqualTo(50);
    assertThat(run.getDouble("latency.corrected.p50")).isPositive();
    assertThat(run.getString("links.events")).isEqualTo("/runs/" + id + "/events");
  }

  @Test
  void a_warm_up_is_shown_apart() {
    JsonPath run = untilEnded(start("rate=50&duration=2&warmup=1&arrivals=even"));
    assertThat(run.getLong("scheduled")).isEqualTo(50).isEqualTo(run.getLong("answered"));
    assertThat(run.getLong("warmup.sent")).isEqualTo(50).isEqualTo(run.getLong("warmup.answered"));
    assertThat(run.getDouble("warmup.seconds")).isEqualTo(1);
    assertThat(run.getDouble("achievedRate")).isEqualTo(50);
    assertThat(server.requests.get()).isEqualTo(100);
    given()
        .get("/load?rate=50&duration=10&warmup=9500ms&target=" + server.url())
        .then()
        .statusCode(400)
        .body("parameter", equalTo("warmup"));
  }

  @ParameterizedTest
  @CsvSource({"http=3, http", "insecure=yes, insecure", "insecure=true, insecure"})
  void how_to_speak_to_a_target_is_checked(String wish, String parameter) {
    given()
        .get("/load?rate=50&duration=1&" + wish + "&target=" + server.url())
        .then()
        .statusCode(400)
        .body("parameter", equalTo(parameter));
  }

  @Test
  void counters_are_there_before_anything_happens() {
    given()
        .get("/q/metrics")
        .then()
        .body(
            containsString(
                "bellows_load_requests_total{kind=\"connect-timeout\",outcome=\"failed\""))
        .body(containsString("bellows_load_corrected_latency_seconds_bucket{le=\"0.125\""));
  }

  /// 500 millicores at 1.3 ms a request are 384.6 requests/s, of 25.3 ms 19.8, of half and half
  /// 224.9.
  @ParameterizedTest
  @CsvSource({"http, 384.6, 1", "cpu, 19.8, 25", "mixed, 224.9, 1.92"})
  void full_load_follows_from_the_work_per_request(String type, double rate, double cpuMillis) {
    JsonPath run =
        given()
            .get("/load?intensity=50&duration=1&type=" + type + "&target=" + server.url())
            .then()
            .statusCode(202)
            .extract()
            .jsonPath();
    assertThat(run.getDouble("targetRate"))
        .isCloseTo(rate / 2, org.assertj.core.api.Assertions.within(0.1));
    assertThat(run.getDouble("cpuMillis"))
        .isCloseTo(cpuMillis, org.assertj.core.api.Assertions.within(0.01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "intensity=0|intensity|must be between 1 and 200 percent of full load, but was 0.",
        "intensity=201|intensity|must be between 1 and 200 percent of full load, but was 201.",
        "intensity=abc|intensity|must be a number between 1 and 200 percent of full load, but was abc.",
        "intensity=NaN|intensity|but was NaN.",
        "intensity=|intensity|but was empty.",
        "duration=10|intensity|must be given, between 1 and 200 percent of full load.",
        "intensity=5&intensity=6|intensity|must be given once",
        "intensity=5&duration=-1|duration|must be between 1 and 3600 seconds, but was -1.",
        "intensity=5&duration=1e9|duration|must be between 1 and 3600 seconds, but was 1e9.",
        "intensity=5&type=x|type|must be one of http, cpu, mixed, but was x.",
        "intensity=5&arrivals=odd|arrivals|must be one of poisson, even, but was odd.",
        "intensity=5&cpuMillis=0|cpuMillis|must be between 0.1 and 10000 milliseconds, but was 0.",
        "rate=1000000|rate|must be between 0.1 and 50000 requests/s, but was 1000000.",
        "intensity=5&seed=x|seed|must be a whole number",
        "users=0|users|must be a whole number between 1 and 4000, but was 0.",
        "users=4&rate=5|rate|cannot be given with users",
        "intensity=5&shape=cube|shape|must be one of",
        "intensity=5&steps=1@1s|steps|needs shape=steps, but the shape was constant.",
        "shape=steps&steps=5|steps|must be 1 to 1000 steps of the form level@time",
        "shape=steps&steps=60000/s@5s|shape|must not ask for more than 50000 requests/s",
        "intensity=5&colour=red|colour|is not known here; known are intensity, duration",
        "intensity=5&target=http://169.254.169.254/|target|must be a service of this cluster",
        "intensity=5&target=http://kubernetes.default|target|must not be the cluster's control plane",
        "intensity=5&target=nonsense|target|must be a URL"
      })
  void a_bad_parameter_is_named_and_nothing_starts(String query, String parameter, String detail) {
    int before = given().get("/runs").jsonPath().getList("$").size();
    given()
        .urlEncodingEnabled(false)
        .get("/load?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(detail))
        .body("instance", equalTo("/load"));
    given().get("/runs").then().body("$", hasSize(before));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{bad", "[1]", "\"text\"", "{\"intensity\": [1]}", "nonsense"})
  void a_malformed_body_is_a_problem(String body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/load")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", not(equalTo("")));
  }

  @Test
  void a_body_that_is_too_large_is_a_problem_and_its_connection_goes_on() throws Exception {
    String large =
        "POST /load HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5242880\r\n\r\n"
            + " ".repeat(5 << 20);
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(large.getBytes(StandardCharsets.US_ASCII));
      socket
          .getOutputStream()
          .write(
              "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answers.readLine()).startsWith("HTTP/1.1 413 ");
      assertThat(answers.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow())
          .contains("The body must have at most 4194304 bytes, but has 5242880.")
          .endsWith("HTTP/1.1 404 Not Found");
    }
  }

  @Test
  void a_long_recording_is_read() {
    String csv =
        IntStream.range(0, 300_000).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
    JsonPath run =
        given()
            .contentType("application/json")
            .body(Map.of("shape", "replay", "csv", csv, "duration", 1, "target", server.url()))
            .post("/load?rate=1&arrivals=even")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath();
    assertThat(untilEnded(run.getString("id")).getLong("sent")).isEqualTo(1);
  }

  @Test
  void the_intensity_of_a_rate_is_that_of_the_rate_whatever_else_is_given() {
    double full = view(start("intensity=100&type=http&duration=1")).getDouble("targetRate");
    for (String beside : List.of("", "&profile=heavy", "&intensity=70")) {
      JsonPath run = view(start("rate=5&type=http&duration=1" + beside));
      assertThat(run.getDouble("targetRate")).isEqualTo(5);
      assertThat(run.getDouble("intensity")).isCloseTo(5 / full * 100, within(0.001));
    }
  }

  /// The first handshakes of a process take time, which must be over when the first arrival falls
  /// due.
  @Test
  void a_run_that_needs_handshakes_begins_a_second_later() {
    Instant asked = Instant.now();
    String id = start("rate=5&duration=1&http=2");
    assertThat(Instant.parse(view(id).getString("startedAt"))).isAfter(asked.plusMillis(999));
    for (int percent : List.of(20, 30)) {
      given().patch("/runs/" + id + "?intensity=" + percent).then().statusCode(200);
    }
    given().delete("/runs/" + id);
  }

  @Test
  void json_and_forms_mean_the_same_as_a_query() {
    given()
        .contentType("application/json")
        .body("{\"rate\": 5, \"duration\": 1, \"target\": \"%s\"}".formatted(server.url()))
        .post("/load")
        .then()
        .statusCode(202)
        .body("targetRate", equalTo(5.0f));
    given()
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .body("rate=5&duration=1&target=" + server.url())
        .post("/load")
        .then()
        .statusCode(202);
  }

  @Test
  void unknown_paths_runs_and_methods_are_problems() {
    given().get("/nope").then().statusCode(404).contentType("application/problem+json");
    given().get("/runs/nope").then().statusCode(404).body("detail", containsString("no run nope"));
    given().put("/load").then().statusCode(405).contentType("application/problem+json");
  }

  @Test
  void a_head_request_starts_nothing() {
    int before = given().get("/runs").jsonPath().getList("$").size();
    given().head("/load?rate=5&duration=1&target=" + server.url()).then().statusCode(405);
    given().get("/runs").then().body("$", hasSize(before));
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, http://evil.example",
    "Origin, null",
    "Sec-Purpose, prefetch;prerender",
    "Host, evil.example",
    "Host, 10.1.2.3:31004",
    "Host, load-tester.evil.example",
    "Host, load-tester.dev"
  })
  void a_browser_that_was_tricked_is_refused(String header, String value) {
    given()
        .header(header, value)
        .get("/load?rate=5&duration=1&target=" + server.url())
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    given().header(header, value).delete("/runs").then().statusCode(403);
    assertThat(server.connections.get()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/load", "/load/", "//load", "/load;a=1", "/%6Coad", "/x/../load"})
  void no_spelling_of_the_path_gets_past_the_guard(String path) {
    given()
        .urlEncodingEnabled(false)
        .header("Sec-Fetch-Site", "cross-site")
        .get(path + "?rate=5&duration=1&target=" + server.url())
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    assertThat(server.connections.get()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:31004",
        "127.0.0.1",
        "[::1]:8080",
        "load-tester",
        "load-tester.bench.svc",
        "load-tester.bench.svc.cluster.local:8080"
      })
  void the_service_answers_to_its_own_names(String host) {
    given().header("Host", host).get("/runs").then().statusCode(200);
  }

  @Test
  void two_runs_go_on_at_once_and_the_stop_button_stops_both() {
    String one = start("rate=20&duration=60");
    String two = start("rate=30&duration=60");
    await()
        .atMost(PATIENCE)
        .until(() -> view(one).getLong("answered") > 0 && view(two).getLong("answered") > 0);
    given().delete("/runs").then().statusCode(200).body("state", everyItem(equalTo("STOPPED")));
    await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
    long sent = server.requests.get();
    assertThat(view(one).getString("state")).isEqualTo("STOPPED");
    assertThat(view(two).getString("state")).isEqualTo("STOPPED");
    await()
        .during(Duration.ofMillis(300))
        .atMost(PATIENCE)
        .until(() -> server.requests.get() == sent);
  }

  @Test
  void one_run_can_be_stopped_and_the_other_goes_on() {
    String one = start("rate=20&duration=60");
    String two = start("rate=20&duration=60");
    given().delete("/runs/" + one).then().statusCode(200).body("state", equalTo("STOPPED"));
    assertThat(view(two).getString("state")).isEqualTo("RUNNING");
  }

  @Test
  void intensity_can_be_changed_while_a_run_goes_on() {
    String id = start("intensity=10&duration=60&type=http");
    given()
        .patch("/runs/" + id + "?intensity=20")
        .then()
        .statusCode(200)
        .body("intensity", equalTo(20.0f));
    await().atMost(PATIENCE).until(() -> Math.abs(view(id).getDouble("achievedRate") - 77) < 30);
    given().patch("/runs/" + id + "?intensity=500").then().statusCode(400);
    given().delete("/runs/" + id);
    given().patch("/runs/" + id + "?intensity=50").then().statusCode(409);
  }

  @Test
  void a_snapshot_comes_every_second_in_balance() throws Exception {
    // Of seconds that are over all at once, because the machine stood still, only the last is told.
    await()
        .atMost(PATIENCE)
        .until(() -> seconds(streamed("rate=40&duration=3")), this::isWithoutGap);
  }

  private boolean isWithoutGap(List<Integer> seconds) {
    return seconds.getFirst() <= 1
        && seconds.equals(
            IntStream.rangeClosed(seconds.getFirst(), seconds.getLast()).boxed().toList());
  }

  private static List<Integer> seconds(List<JsonPath> events) {
    return events.stream().map(run -> (int) run.getDouble("elapsedSeconds")).distinct().toList();
  }

  /// All that the stream of a run tells, each snapshot in balance.
  private List<JsonPath> streamed(String query) throws Exception {
    String id = start(query);
    List<JsonPath> events = new ArrayList<>();
    URI uri = URI.create("http://localhost:" + RestAssured.port + "/runs/" + id + "/events");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(uri.toURL().openStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("data:")) {
          events.add(JsonPath.from(line.substring(5)));
        }
      }
    }
    assertThat(events.getLast().getDouble("elapsedSeconds")).isGreaterThanOrEqualTo(3);
    assertThat(events.getLast().getString("state")).isNotEqualTo("RUNNING");
    for (JsonPath run : events) {
      assertThat(run.getLong("scheduled"))
          .isEqualTo(run.getLong("sent") + run.getLong("dropped") + run.getLong("waiting"));
      assertThat(run.getLong("sent"))
          .isEqualTo(run.getLong("answered") + run.getLong("failed") + run.getLong("inFlight"));
    }
    return events;
  }

  @Test
  void more_runs_than_allowed_are_refused() {
    startEight();
    given()
        .get("/load?rate=1&target=" + server.url())
        .then()
        .statusCode(429)
        .body("detail", containsString("At most 8 runs"));
  }

  @Test
  void a_stopped_run_counts_until_its_last_answer() {
    CountDownLatch thaw = freeze();
    startEight();
    await().atMost(PATIENCE).until(() -> server.requests.get() >= 8 * 5);
    given().delete("/runs").then().body("state", everyItem(equalTo("STOPPED")));
    given()
        .get("/load?rate=1&target=" + server.url())
        .then()
        .statusCode(429)
        .body("detail", containsString("8 wait for their last answers"));
    thaw.countDown();
    startEight();
  }

  @Test
  void the_wait_for_last_answers_is_no_time_in_which_a_stopped_run_sent() {
    CountDownLatch thaw = freeze();
    try {
      String id = start("rate=40&arrivals=even&duration=60");
      await().atMost(PATIENCE).until(() -> server.requests.get() >= 40);
      given().delete("/runs/" + id);
      double sending = server.requests.get() / 40.0;
      await().atMost(PATIENCE).until(() -> view(id).getDouble("elapsedSeconds") > 2 * sending);
      assertThat(view(id).getDouble("achievedRate")).isBetween(30.0, 50.0);
    } finally {
      thaw.countDown();
    }
  }

  /// The server answers nothing until this is counted down.
  private CountDownLatch freeze() {
    CountDownLatch thaw = new CountDownLatch(1);
    server.behave((socket, connection, line) -> {
      thaw.await();
      return StubServer.OK.answer(socket, connection, line);
    });
    return thaw;
  }

  /// As soon as the runs before are over.
  private void startEight() {
    String query = "/load?rate=10&duration=60&arrivals=even&target=" + server.url();
    for (int i = 0; i < 8; i++) {
      await().atMost(PATIENCE).until(() -> given().get(query).statusCode() == 202);
    }
  }

  @Test
  void the_histogram_log_and_the_metrics_tell_what_happened() {
    String id = start("rate=50&duration=1&arrivals=even");
    untilEnded(id);
    String log =
        given().get("/runs/" + id + "/histogram").then().statusCode(200).extract().asString();
    assertThat(log).contains("Tag=corrected,0.000,1.000").contains("Tag=service");
    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .containsPattern("bellows_load_requests_total\\{.*outcome=\"answered\".*} \\d+")
        .containsPattern("bellows_load_corrected_latency_seconds_bucket\\{le=\"0.001\".*} \\d+")
        .contains("bellows_load_target_rate 0.0");
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/openapi").then().statusCode(200).body(containsString("/runs/{id}"));
  }

  @Test
  void a_closed_run_says_that_it_is_one() {
    JsonPath run = untilEnded(start("users=4&duration=1"));
    assertThat(run.getString("model")).isEqualTo("closed");
    assertThat(run.getLong("answered")).isPositive().isEqualTo(server.requests.get());
    assertThat(run.getDouble("targetRate")).isZero();
    // Each asks again; a second in which the machine stood still is tried again.
    await()
        .atMost(PATIENCE)
        .until(() -> untilEnded(start("users=4&duration=1")).getLong("answered") > 20);
  }

  @Test
  void the_seconds_can_be_had_as_csv() {
    String id = start("rate=50&duration=2&arrivals=even");
    untilEnded(id);
    List<String> rows =
        given()
            .get("/runs/" + id + "/seconds")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .extract()
            .asString()
            .lines()
            .toList();
    // A last row has what was answered after the end.
    assertThat(rows).hasSizeGreaterThanOrEqualTo(3);
    assertThat(rows.getLast()).contains(",100,");
    assertThat(rows.getFirst()).startsWith("second,targetRate,achievedRate,scheduled,sent,");
    assertThat(rows.get(1)).startsWith("0,50.000,").contains(",50,");
  }

  @Test
  void steps_follow_one_another() {
    String id = start("shape=steps&steps=100/s@1s,20/s@1s&duration=2&arrivals=even");
    assertThat(untilEnded(id).getLong("scheduled")).isEqualTo(120);
  }

  private String start(String query) {
    return given()
        .get("/load?" + query + "&target=" + server.url())
        .then()
        .statusCode(202)
        .header("Location", containsString("/runs/"))
        .body("state", equalTo("RUNNING"))
        .extract()
        .path("id");
  }

  private static JsonPath view(String id) {
    return given().get("/runs/" + id).then().statusCode(200).extract().jsonPath();
  }

  private static JsonPath untilEnded(String id) {
    await().atMost(PATIENCE).until(() -> !view(id).getString("state").equals("RUNNING"));
    return view(id);
  }
}
