package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CostCommandsTest {
  private static final String OPTIMIZE = "POST /api/cost/optimize?percent=20&last=1h";
  private static final String PROPOSAL =
      """
      {"percent":20,"reached":true,"sentence":"It would have saved 21.0 %%.",
       "changes":[{"field":"spec.metrics[cpu].resource.target.averageUtilization","from":"50","to":"65"},
                  {"field":"spec.behavior.scaleDown.stabilizationWindowSeconds","from":"60","to":"30"}%s],
       "before":{"cost":{"run":{"total":0.5}},"missedRequests":3,"peakReplicas":8,"elasticity":{"tauU":0.1}},
       "after":{"cost":{"run":{"total":0.395}},"missedRequests":9,"peakReplicas":6,"elasticity":{"tauU":0.2}}}\
      """;
  private static final String HPA =
      """
      {"spec":{"maxReplicas":10,"metrics":[
        {"type":"Resource","resource":{"name":"memory","target":{"type":"Utilization","averageUtilization":80}}},
        {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":50}}}],
       "behavior":{"scaleDown":{"stabilizationWindowSeconds":60,"selectPolicy":"Max"}}}}\
      """;

  private final Shell shell = new Shell();
  private FakeController controller;

  @BeforeEach
  void start() throws IOException {
    controller = new FakeController();
    controller.answering("GET /api/hpa", 200, HPA).answering("PUT /api/hpa", 200, "{}");
  }

  @AfterEach
  void stop() {
    controller.close();
  }

  @Test
  void the_cost_of_a_time_is_shown() {
    controller.answering(
        "GET /api/cost?last=10m",
        200,
        "{\"currency\":\"USD\",\"run\":{\"total\":0.25},\"oracle\":0.2,\"potential\":0.2}");
    assertThat(run("cost", "--last", "10m")).isZero();
    assertThat(shell.out()).containsPattern("spent +0.250000").containsPattern("20.0 %");
  }

  @Test
  void a_proposal_is_shown_and_nothing_is_changed() {
    controller.answering(OPTIMIZE, 200, PROPOSAL.formatted(""));
    assertThat(run("optimize", "20 %")).isZero();
    assertThat(shell.out())
        .contains("It would have saved 21.0 %.", "averageUtilization: 50 -> 65")
        .containsPattern("requests missed +3 +9");
    assertThat(controller.requests()).noneMatch(request -> request.startsWith("PUT"));
  }

  @Test
  void a_proposal_is_applied_when_asked_and_what_it_does_not_name_stays() {
    controller.answering(OPTIMIZE, 200, PROPOSAL.formatted(""));
    assertThat(run("optimize", "--apply")).isZero();
    assertThat(controller.requests())
        .last()
        .asString()
        .startsWith("PUT /api/hpa {\"spec\":{\"maxReplicas\":10")
        .contains(
            "\"name\":\"memory\",\"target\":{\"type\":\"Utilization\",\"averageUtilization\":80}")
        .contains(
            "\"name\":\"cpu\",\"target\":{\"type\":\"Utilization\",\"averageUtilization\":65}")
        .contains("\"stabilizationWindowSeconds\":30,\"selectPolicy\":\"Max\"");
  }

  @Test
  void a_proposal_that_needs_another_request_is_not_applied_by_half() {
    controller.answering(
        OPTIMIZE,
        200,
        PROPOSAL.formatted(
            ",{\"field\":\"resources.requests.cpu\",\"from\":\"100m\",\"to\":\"80m\"}"));
    assertThat(run("optimize", "--apply")).isEqualTo(64);
    assertThat(shell.err()).contains("Nothing was changed").contains("80m");
    assertThat(controller.requests()).noneMatch(request -> request.startsWith("PUT"));
  }

  private int run(String... arguments) {
    return shell.run(List.of(arguments), "--server", controller.address());
  }
}
