package dev.bellows.controller.dashboard;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(StubLab.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HistoryApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource("/api/live")
  URL live;

  @BeforeEach
  void a_few_seconds_of_a_ready_pod_are_recorded() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonPath history = history();
          assertThat(times(history)).hasSizeGreaterThanOrEqualTo(3);
          assertThat(history.getList("marks.kind", String.class)).contains("pod-ready");
          assertThat(history.getMap("cpu")).isNotEmpty();
        });
  }

  @Test
  void every_second_is_recorded_with_the_columns_that_the_page_relies_on() {
    JsonPath history = history();
    int length = times(history).size();
    for (String column :
        List.of(
            "targetRate",
            "achievedRate",
            "failedRate",
            "droppedRate",
            "p50",
            "p95",
            "p99",
            "desired",
            "current",
            "ready",
            "demand",
            "cpuTarget",
            "cost")) {
      assertThat(history.getList(column)).as(column).hasSize(length);
    }
    assertThat(history.getInt("stepSeconds")).isEqualTo(1);
    assertThat(history.getList("desired", Integer.class)).contains(1);
    assertThat(history.getMap("cpu")).isNotEmpty();
    when()
        .get("/api/history?last=1h")
        .then()
        .statusCode(200)
        .body("marks.kind", hasItem("pod-ready"));
  }

  @Test
  void a_run_that_goes_on_is_marked() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(history().getList("marks.object", String.class)).contains("run/r1"));
  }

  @Test
  void fewer_points_make_longer_steps() {
    when()
        .get("/api/history?last=1h&points=1")
        .then()
        .body("time", hasSize(1))
        .body("desired", hasSize(1));
  }

  @Test
  void a_viewer_gets_the_gap_and_then_every_second() throws IOException {
    List<Integer> times = times(history());
    int since = times.get(times.size() - 3);
    URLConnection connection = live.openConnection();
    connection.setRequestProperty("Last-Event-ID", Integer.toString(since));
    connection.setReadTimeout((int) PATIENCE.toMillis());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> ids = lines.lines().filter(line -> line.startsWith("id: ")).limit(5).toList();
      assertThat(ids).doesNotHaveDuplicates().isSorted();
      assertThat(ids.getFirst()).isEqualTo("id: " + times.get(times.size() - 2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/history?last=soon,last",
    "/api/history?from=yesterday,from",
    "/api/history?from=20&to=10,from",
    "/api/history?points=0,points",
    "/api/history?last=1h&from=10,last",
    "/api/live?since=now,since"
  })
  void a_wrong_question_is_told_what_is_wrong(String path, String parameter) {
    when()
        .get(path)
        .then()
        .statusCode(400)
        .contentType(containsString("problem+json"))
        .body("parameter", equalTo(parameter));
  }

  private static JsonPath history() {
    return when().get("/api/history?last=1h").then().statusCode(200).extract().jsonPath();
  }

  private static List<Integer> times(JsonPath history) {
    return history.getList("time", Integer.class);
  }
}
