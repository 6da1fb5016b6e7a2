package dev.bellows.core.scaling.hpa.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import dev.bellows.core.scaling.hpa.ControllerSettings;
import dev.bellows.core.scaling.hpa.HpaPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ENOUGH_SCENARIOS = 40;

  private static final String TICK =
      """
      {"atSeconds": 15.5, "specReplicas": 2, "statusReplicas": 3,
       "pods": [
         {"name": "a", "phase": "Running", "startedAtSeconds": -900, "ready": "True",
          "readyTransitionAtSeconds": -890},
         {"name": "b", "phase": "Pending", "deleted": true}],
       "metrics": {
         "resource": {"cpu": {"a": {"milli": 27, "atSeconds": 5, "windowSeconds": 30}}},
         "containerResource": {"cpu": {"app": {"a": {"milli": 26}}}},
         "pods": {"rps": {"a": {"milli": 6907}}},
         "object": {"queue": 25992},
         "external": {"jobs": [11079, 1917]}}}
      """;

  @Test
  void a_recording_comes_out_as_it_was_recorded() throws IOException {
    try (BufferedReader lines = recording()) {
      for (String line : lines.lines().limit(ENOUGH_SCENARIOS).toList()) {
        Map<String, Object> recorded = document(line);
        List<?> expected =
            ((List<?>) recorded.get("ticks"))
                .stream().map(tick -> ((Map<?, ?>) tick).get("expected")).toList();

        List<Map<String, Object>> replayed =
            Scenario.of(recorded).replay().stream().map(TickDocument::of).toList();

        assertThat(anyPod(replayed)).as((String) recorded.get("id")).isEqualTo(anyPod(expected));
      }
    }
  }

  @Test
  void an_observation_holds_all_that_the_document_says() {
    Observation observation =
        ObservationDocument.read(
            document(TICK), Map.of("app", Map.of("cpu", "200m", "memory", "1Ki")));

    assertThat(observation.atMillis()).isEqualTo(15_500);
    assertThat(observation.specReplicas()).isEqualTo(2);
    assertThat(observation.statusReplicas()).isEqualTo(3);
    assertThat(observation.containerRequestsMilli())
        .isEqualTo(Map.of("app", Map.of("cpu", 200L, "memory", 1_024_000L)));
    assertThat(observation.pods())
        .satisfiesExactly(
            running -> {
              assertThat(running.phase()).isEqualTo(PodPhase.RUNNING);
              assertThat(running.ready()).isEqualTo(Readiness.TRUE);
              assertThat(running.startedAtMillis()).isEqualTo(OptionalLong.of(-900_000));
              assertThat(running.readyTransitionAtMillis()).isEqualTo(OptionalLong.of(-890_000));
              assertThat(running.deleted()).isFalse();
            },
            pending -> {
              assertThat(pending.phase()).isEqualTo(PodPhase.PENDING);
              assertThat(pending.ready()).isEqualTo(Readiness.ABSENT);
              assertThat(pending.startedAtMillis()).isEmpty();
              assertThat(pending.deleted()).isTrue();
            });
    assertThat(observation.metrics().resource())
        .isEqualTo(Map.of("cpu", Map.of("a", new Sample(27, 5_000, 30_000))));
    assertThat(observation.metrics().containerResource())
        .isEqualTo(Map.of("cpu", Map.of("app", Map.of("a", new Sample(26, 0, 0)))));
    assertThat(observation.metrics().pods())
        .isEqualTo(Map.of("rps", Map.of("a", new Sample(6907, 0, 0))));
    assertThat(observation.metrics().object()).isEqualTo(Map.of("queue", 25_992L));
    assertThat(observation.metrics().external()).isEqualTo(Map.of("jobs", List.of(11_079L, 1917L)));
  }

  @Test
  void status_replicas_and_time_may_be_left_out_and_ready_may_be_bare() {
    Observation observation =
        ObservationDocument.read(
            document(
                "{\"specReplicas\": 2, \"pods\": [{\"name\": \"a\", \"phase\": \"Running\","
                    + " \"ready\": false}]}"),
            Map.of());

    assertThat(observation.statusReplicas()).isEqualTo(2);
    assertThat(observation.atMillis()).isZero();
    assertThat(observation.pods().getFirst().ready()).isEqualTo(Readiness.FALSE);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | specReplicas must be a number, but is missing
          {"specReplicas": "2"} | specReplicas must be a number, but was 2
          {"specReplicas": 1.5} | specReplicas must be a whole number of 32 bits, but was 1.5
          {"specReplicas": 2, "pods": {}} | pods must be a list, but was {}
          {"specReplicas": 2, "pods": [{}]} | pods[0].name must be a text, but is missing
          {"specReplicas": 2, "pods": [1]} | pods[0] must be an object, but was 1
          {"specReplicas": 2, "pods": [{"name": "a", "phase": "running"}]} | pods[0].phase must be one of Pending, Running, Succeeded, Failed, Unknown, but was running
          {"specReplicas": 2, "pods": [{"name": "a", "phase": "Failed", "deleted": 1}]} | pods[0].deleted must be true or false, but was 1
          {"specReplicas": 2, "atSeconds": 0.0001} | atSeconds must be a number of seconds, no finer than a millisecond, but was 1.0E-4
          {"specReplicas": 2, "metrics": {"object": {"q": 0.5}}} | metrics.object.q must be a whole number, but was 0.5
          """)
  void what_is_wrong_is_named_with_its_field(String tick, String message) {
    assertThatExceptionOfType(UnreadableInputException.class)
        .isThrownBy(() -> ObservationDocument.read(document(tick), Map.of()))
        .withMessage(message)
        .satisfies(unreadable -> assertThat(message).startsWith(unreadable.field()));
  }

  @Test
  void a_request_must_be_a_quantity() {
    assertThatExceptionOfType(UnreadableInputException.class)
        .isThrownBy(
            () -> ObservationDocument.read(document(TICK), Map.of("app", Map.of("cpu", "a lot"))))
        .withMessage("containerRequests.app.cpu must be a quantity such as 100m, but was a lot");
  }

  @Test
  void a_scenario_needs_an_autoscaler_that_the_engine_can_use() {
    assertThatExceptionOfType(UnreadableInputException.class)
        .isThrownBy(() -> Scenario.of(Map.of()))
        .withMessage("hpa is missing");
    assertThatExceptionOfType(UnreadableInputException.class)
        .isThrownBy(() ->
            Scenario.of(
                document(
                    "{\"hpa\": {\"spec\": {\"maxReplicas\": 2, \"metrics\": [{\"type\":"
                        + " \"Foo\"}]}}}")))
        .withMessageStartingWith("hpa cannot be used: ");
  }

  @Test
  void flags_that_are_absent_have_their_defaults() {
    assertThat(SettingsDocument.read(Map.of())).isEqualTo(ControllerSettings.DEFAULT);
    assertThat(
            SettingsDocument.read(
                Map.of(
                    "tolerance",
                    0.2,
                    "cpuInitializationPeriodSeconds",
                    1,
                    "initialReadinessDelaySeconds",
                    2,
                    "downscaleStabilizationSeconds",
                    3)))
        .isEqualTo(new ControllerSettings(0.2, 1000, 2000, 3000));
  }

  @Test
  void a_tick_leaves_out_what_is_empty_and_tells_an_error() {
    Scenario scenario =
        Scenario.of(
            document("{\"hpa\": {\"spec\": {\"maxReplicas\": 3}}, \"ticks\": [" + TICK + "]}"));
    HpaPolicy policy = scenario.policy();
    Decision decision =
        policy.decide(policy.initialState(), scenario.observations().getFirst()).decision();

    assertThat(scenario.id()).isEmpty();
    assertThat(TickDocument.of(decision))
        .containsEntry("specReplicas", 2)
        .containsKeys("conditions", "events", "error")
        .doesNotContainEntry("currentMetrics", List.of());
  }

  private static BufferedReader recording() throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(
                Objects.requireNonNull(
                    HpaPolicy.class.getResourceAsStream(
                        "/hpa-conformance/autoscaling-v2.jsonl.gz"))),
            StandardCharsets.UTF_8));
  }

  /// Which of several pods a message names depends on the order of a Go map.
  private static String anyPod(List<?> ticks) throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter()
        .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .writeValueAsString(ticks)
        .replaceAll(" of Pod [^ \",]+", " of Pod ...");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> document(String json) {
    try {
      return JSON.readValue(json, Map.class);
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
