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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// How far ahead an instant is agreed on: who hears of it too late, because the machine stood
  /// still, agrees on one further ahead.
  private static final long[] LEADS_MILLIS = {500, 2_000, 8_000, 30_000};

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
    String fleet = startedTogether();
    long answered = 0;
    for (int part = 0; part < 3; part++) {
      String id = fleet + "-" + part;
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
    String rest = "/runs/" + fleet + "-0/intervals?from=1";
    assertThat(given().get(rest).jsonPath().getInt("intervals[0].second")).isEqualTo(1);
  }

  /// Three parts of a run that all heard of its start in time.
  private String startedTogether() throws Exception {
    List<Response> parts = new ArrayList<>();
    for (long lead : LEADS_MILLIS) {
      close();
      open();
      parts.clear();
      String common = "rate=90&duration=2&arrivals=even&fleet=f1x" + lead + "&startAt=";
      Instant begins = ahead(lead);
      for (int part = 0; part < 3; part++) {
        parts.add(start(common + begins + "&slice=" + part + "/3"));
      }
      if (Instant.now().isBefore(begins)) {
        for (int part = 0; part < 3; part++) {
          parts.get(part).then().statusCode(202).body("id", equalTo("f1x" + lead + "-" + part));
        }
        return "f1x" + lead;
      }
    }
    throw new AssertionError("no start was heard of in time: " + parts.getLast().asString());
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
    String forgotten = start("rate=20&duration=60&lease=1").path("id");
    // A machine that stands still for longer than a lease cannot renew it: then a longer one.
    assertThat(LongStream.of(1, 3, 9, 27).anyMatch(this::outlivesItsLeaseWhenRenewed)).isTrue();
    await().atMost(PATIENCE).until(() -> view(forgotten).getString("state").equals("STOPPED"));
    assertThat(view(forgotten).getString("stoppedBecause"))
        .isEqualTo("its lease ran out: nobody renewed it for 1 s");
    given().put("/runs/" + forgotten + "/lease").then().statusCode(409);
    String free = start("rate=1").path("id");
    given().put("/runs/" + free + "/lease").then().statusCode(409);
    String held = start("rate=1&lease=60").path("id");
    given()
        .post("/runs/" + held + "/lease")
        .then()
        .statusCode(200)
        .body("leaseEndsAt", notNullValue());
  }

  private boolean outlivesItsLeaseWhenRenewed(long seconds) {
    String id = start("rate=20&duration=60&lease=" + seconds).path("id");
    Instant over = ahead(1_000 * seconds + 100);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() ->
            given().put("/runs/" + id + "/lease").statusCode() != 200
                || Instant.now().isAfter(over));
    return view(id).getString("state").equals("RUNNING");
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
    assertThat(LongStream.of(LEADS_MILLIS).anyMatch(this::changesAtAnAgreedInstant)).isTrue();
  }

  /// @return false when this machine was too slow to look before the instant came
  private boolean changesAtAnAgreedInstant(long lead) {
    String id = start("intensity=10&type=http&duration=60&slice=1/2&fleet=f4x" + lead).path("id");
    double before = view(id).getDouble("targetRate");
    Instant at = ahead(lead);
    Response agreed = given().patch("/runs/" + id + "?intensity=20&at=" + at);
    Response meanwhile = given().patch("/runs/" + id + "?intensity=30");
    if (!Instant.now().isBefore(at)) {
      return false;
    }
    agreed.then().statusCode(200).body("targetRate", equalTo((float) before));
    meanwhile.then().statusCode(409);
    await().atMost(PATIENCE).until(() -> view(id).getDouble("targetRate") > before * 1.9);
    assertThat(view(id).getDouble("targetRate")).isCloseTo(before * 2, within(1e-6));
    given().patch("/runs/" + id + "?intensity=20&at=2020-01-01T00:00:00Z").then().statusCode(400);
    return true;
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
