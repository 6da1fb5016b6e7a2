package dev.bellows.loadtester.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.bellows.loadtester.http.StubServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a controller agrees on with each of several load testers.
@QuarkusTest
final class FleetApiTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
  void the_parts_of_a_run_send_every_arrival_once_and_tell_it_without_loss() throws Exception {
    String common = "rate=90&duration=2&arrivals=even&fleet=f1&startAt=" + ahead(700);
    for (int part = 0; part < 3; part++) {
      start(common + "&slice=" + part + "/3").then().body("id", equalTo("f1-" + part));
    }
    long answered = 0;
    for (int part = 0; part < 3; part++) {
      String id = "f1-" + part;
      await().atMost(PATIENCE).until(() -> intervals(id).getBoolean("complete"));
      JsonPath told = intervals(id);
      assertThat(told.getLong("planned")).isEqualTo(60);
      assertThat(told.getString("run.slice")).isEqualTo(part + "/3");
      assertThat(told.getLong("run.scheduled")).isEqualTo(60);
      assertThat(told.getDouble("intervals[0].targetRate")).isEqualTo(30);
      List<String> histograms = told.getList("intervals.corrected");
      long counted = 0;
      for (String histogram : histograms) {
        counted += decoded(histogram).getTotalCount();
      }
      assertThat(counted).isEqualTo(told.getLong("run.answered")).isEqualTo(60);
      answered += counted;
    }
    assertThat(answered).isEqualTo(server.requests.get());
    assertThat(given().get("/runs/f1-0/intervals?from=1").jsonPath().getInt("intervals[0].second"))
        .isEqualTo(1);
  }

  @Test
  void parts_of_a_run_without_a_seed_have_the_same_one() {
    long one = start("rate=5&slice=0/2&fleet=f2").jsonPath().getLong("seed");
    long other = start("rate=5&slice=1/2&fleet=f2").jsonPath().getLong("seed");
    assertThat(one).isEqualTo(other);
  }

  @Test
  void a_part_of_a_run_is_started_once() {
    start("rate=5&slice=0/2&fleet=f3").then().statusCode(202);
    start("rate=5&slice=0/2&fleet=f3").then().statusCode(409);
  }

  @Test
  void a_run_stops_when_nobody_renews_its_lease() {
    String kept = start("rate=20&duration=60&lease=1").path("id");
    String forgotten = start("rate=20&duration=60&lease=1").path("id");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          given().put("/runs/" + kept + "/lease").then().body("leaseEndsAt", notNullValue());
          return view(forgotten).getString("state").equals("STOPPED");
        });
    assertThat(view(forgotten).getString("stoppedBecause"))
        .isEqualTo("its lease ran out: nobody renewed it for 1 s");
    given().post("/runs/" + kept + "/lease").then().statusCode(200);
    given().put("/runs/" + forgotten + "/lease").then().statusCode(409);
    String free = start("rate=1").path("id");
    given().put("/runs/" + free + "/lease").then().statusCode(409);
    assertThat(view(kept).getString("state")).isEqualTo("RUNNING");
  }

  @Test
  void several_load_testers_may_carry_together_what_one_may_not() {
    start("rate=60000&duration=1").then().statusCode(400);
    start("rate=60000&duration=1&slice=0/2")
        .then()
        .statusCode(202)
        .body("targetRate", equalTo(30000.0f));
    start("rate=5&shape=steps&steps=120000/s@5s&slice=0/2")
        .then()
        .statusCode(400)
        .body(
            "detail",
            containsString("must not ask for more than 100000 requests/s of 2 load testers"));
  }

  @Test
  void a_part_changes_its_intensity_at_an_agreed_instant() {
    String id = start("intensity=10&type=http&duration=60&slice=1/2&fleet=f4").path("id");
    double before = view(id).getDouble("targetRate");
    given()
        .patch("/runs/" + id + "?intensity=20&at=" + ahead(500))
        .then()
        .statusCode(200)
        .body("targetRate", equalTo((float) before));
    given().patch("/runs/" + id + "?intensity=30").then().statusCode(409);
    await().atMost(PATIENCE).until(() -> view(id).getDouble("targetRate") > before * 1.9);
    assertThat(view(id).getDouble("targetRate")).isCloseTo(before * 2, within(1e-6));
    given().patch("/runs/" + id + "?intensity=20&at=2020-01-01T00:00:00Z").then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slice=3/3|slice|must be i/n with i from 0 to n - 1",
        "slice=0/101|slice|but was 0/101.",
        "slice=x|slice|but was x.",
        "slice=0/0|slice|but was 0/0.",
        "startAt=soon|startAt|must be an instant between now",
        "startAt=2020-01-01T00:00:00Z|startAt|and 60 s ahead, but was 2020-01-01T00:00:00Z.",
        "startAt=2999-01-01T00:00:00Z|startAt|and 60 s ahead",
        "lease=0|lease|must be between 1 and 300 seconds, but was 0.",
        "fleet=A b|fleet|must be 1 to 40 letters a to z, digits and hyphens",
        "profile=mad|profile|must be one of light, heavy, chaos, but was mad."
      })
  void a_bad_term_is_named(String query, String parameter, String detail) {
    start("rate=5&" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(detail));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profile=light|30|60|constant|30",
        "profile=heavy|70|120|constant|70",
        "profile=chaos|150|300|steps|30",
        "profile=chaos&duration=60&shape=constant|150|60|constant|150",
        "profile=heavy&intensity=10|10|120|constant|10"
      })
  void a_profile_stands_for_parameters(
      String query, double intensity, long seconds, String shape, double percentAtStart) {
    JsonPath run = start(query).jsonPath();
    assertThat(run.getDouble("intensity")).isEqualTo(intensity);
    assertThat(run.getString("shape")).isEqualTo(shape);
    assertThat(run.getString("profile")).isEqualTo(query.split("[=&]")[1]);
    assertThat(
            Duration.between(
                Instant.parse(run.getString("startedAt")), Instant.parse(run.getString("endsAt"))))
        .isEqualTo(Duration.ofSeconds(seconds));
    // 224.9 requests/s are full load with the mixed type.
    assertThat(run.getDouble("targetRate")).isCloseTo(2.249 * percentAtStart, within(0.5));
  }

  @Test
  void a_load_tester_says_who_it_is() {
    Map<String, ?> tester = given().get("/tester").then().statusCode(200).extract().path("$");
    assertThat(tester).containsKeys("id", "now", "maxRate", "maxInFlight");
    given().get("/tester").then().body("id", equalTo(tester.get("id")));
    String whole = start("rate=1").path("id");
    given().get("/runs/" + whole + "/intervals").then().statusCode(409);
  }

  @Test
  void the_name_of_all_load_testers_is_its_own_too() {
    given().header("Host", "load-testers:8080").get("/tester").then().statusCode(200);
    given().header("Host", "load-testers.bench.svc").get("/tester").then().statusCode(200);
    given().header("Host", "load-testers.dev").get("/tester").then().statusCode(403);
  }

  private Response start(String query) {
    return given().get("/load?" + query + "&target=" + server.url());
  }

  private static Instant ahead(long millis) {
    return Instant.now().plusMillis(millis);
  }

  private static JsonPath view(String id) {
    return given().get("/runs/" + id).jsonPath();
  }

  private static JsonPath intervals(String id) {
    return given().get("/runs/" + id + "/intervals").jsonPath();
  }

  private static Histogram decoded(String text) throws DataFormatException {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
  }
}
