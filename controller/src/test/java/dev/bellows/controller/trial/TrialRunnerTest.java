package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.history.Point;
import dev.bellows.core.scaling.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialRunnerTest {
  private static final String CALM =
      """
      name: calm
      load: {rate: 35, duration: 60}
      capacity: 40
      elasticity: {tauU: 10 %}
      """;
  private static final String BUSY =
      """
      name: busy
      load: {rate: 150, duration: 60}
      capacity: 40
      slo: {missedWindows: 50 %}
      """;

  private final FakeBench bench = new FakeBench();
  private final List<Point> kept = new ArrayList<>();
  private final TrialKeeper keeper =
      new TrialKeeper() {
        @Override
        public void keep(Trial trial) {
          // Only the seconds are looked at.
        }

        @Override
        public void keepSeries(
            Trial trial, int repetition, List<Point> points, List<Decision> decisions) {
          kept.addAll(points);
        }
      };

  @Test
  void a_target_that_is_large_enough_all_along_passes() {
    JsonNode trial = run(CALM);
    assertThat(trial.path("verdict").asText()).isEqualTo("PASS");
    assertThat(trial.path("exitCode").asInt()).isZero();
    assertThat(trial.at("/scorecard/elasticity/tauU").asDouble()).isZero();
    assertThat(trial.at("/scorecard/requests/lost").asInt()).isZero();
    assertThat(trial.path("demandFrom").asText()).contains("capacity of one replica");
    assertThat(kept).hasSizeGreaterThan(60);
  }

  @Test
  void a_target_that_grows_late_is_short_of_replicas_for_that_time() {
    JsonNode trial = run(BUSY);
    assertThat(trial.path("verdict").asText()).isEqualTo("PASS");
    JsonNode elasticity = trial.at("/scorecard/elasticity");
    double until = kept.size();
    assertThat(elasticity.path("tauU").asDouble()).isBetween(9 / until, 12 / until);
    assertThat(elasticity.path("thetaU").asDouble()).isBetween(3 * 9 / until, 3 * 12 / until);
    assertThat(trial.at("/scorecard/replicas/max").asInt()).isEqualTo(4);
    assertThat(trial.at("/scorecard/podStartUp/p50Millis").asInt()).isEqualTo(900);
    assertThat(trial.at("/cost/oracle").asDouble()).isPositive();
    assertThat(kept.stream().mapToInt(point -> point.replicas().demand().orElseThrow()).max())
        .hasValue(4);
  }

  @Test
  void without_replicas_to_grow_to_the_slo_is_missed_and_the_autoscaler_is_put_back() {
    JsonNode trial = run(BUSY + "hpa: {maxReplicas: 3}\ntarget: {cpuLimit: 100m}\n");
    assertThat(trial.path("verdict").asText()).isEqualTo("SLO_MISSED");
    assertThat(trial.path("exitCode").asInt()).isEqualTo(2);
    assertThat(trial.path("because").asText()).contains("miss the SLO");
    assertThat(trial.at("/hpa/maxReplicas").asInt()).isEqualTo(3);
    assertThat(bench.told)
        .containsExactly(
            "limit OptionalInt[100]", "maxReplicas 3", "maxReplicas 10", "limit OptionalInt.empty");
  }

  @Test
  void a_cluster_that_refuses_the_trials_settings_voids_it_with_its_own_words() {
    bench.refuses = Optional.of("Not allowed to change the CPU limit (403).");
    JsonNode trial = run(CALM + "target: {cpuLimit: 100m}\n");
    assertThat(trial.path("verdict").asText()).isEqualTo("INVALID");
    assertThat(trial.path("because").asText())
        .isEqualTo("Not allowed to change the CPU limit (403).");
  }

  @Test
  void a_limit_on_elasticity_has_a_verdict_of_its_own() {
    assertThat(run(BUSY + "elasticity: {tauU: 1 %}\n").path("exitCode").asInt()).isEqualTo(3);
  }

  @Test
  void a_limit_on_cost_has_a_verdict_of_its_own() {
    assertThat(run(BUSY + "cost: {perThousand: 0.0000001}\n").path("exitCode").asInt())
        .isEqualTo(4);
  }

  @Test
  void a_load_tester_that_vanishes_voids_the_trial() {
    bench.vanishesAfter = 20;
    JsonNode trial = run(BUSY);
    assertThat(trial.path("verdict").asText()).isEqualTo("INVALID");
    assertThat(trial.path("exitCode").asInt()).isEqualTo(5);
    assertThat(trial.path("because").asText()).contains("vanished");
    assertThat(kept).isNotEmpty();
  }

  @Test
  void a_load_tester_that_could_not_keep_its_schedule_voids_the_trial() {
    bench.endState = "INVALID";
    JsonNode trial = run(CALM);
    assertThat(trial.path("verdict").asText()).isEqualTo("INVALID");
    assertThat(trial.path("because").asText()).contains("the generator was late");
  }

  @Test
  void repetitions_have_a_median_and_a_spread() {
    JsonNode trial = run(BUSY + "repetitions: 3\n");
    assertThat(trial.path("results")).hasSize(3);
    assertThat(trial.path("results").get(trial.path("judged").asInt() - 1).path("checks"))
        .isEqualTo(trial.path("checks"));
    assertThat(trial.at("/figures/tauU/count").asInt()).isEqualTo(3);
    assertThat(trial.at("/figures/tauU/median").asDouble()).isPositive();
  }

  @Test
  void limits_without_a_way_to_the_capacity_void_the_trial_before_any_load() {
    JsonNode trial = run("name: a\nload: {rate: 35, duration: 60}\nelasticity: {tauU: 10 %}\n");
    assertThat(trial.path("verdict").asText()).isEqualTo("INVALID");
    assertThat(trial.path("because").asText()).contains("Give it as `capacity:`");
    assertThat(kept).isEmpty();
  }

  @Test
  void a_copy_in_somebody_elses_namespace_is_made_only_when_the_file_asks_for_one() {
    bench.foreignNamespace = Optional.of("shop");
    String limited = "name: a\nload: {rate: 35, duration: 60}\nelasticity: {tauU: 10 %}\n";
    assertThat(run(limited).path("because").asText())
        .contains("namespace shop is not the controller's own", "`calibrate: true` asks for");
    assertThat(run(limited + "calibrate: true\n").path("because").asText())
        .contains("There are no copies here.");
    assertThat(run("name: a\nload: {rate: 35, duration: 60}\n").path("verdict").asText())
        .isEqualTo("PASS");
  }

  @Test
  void where_the_cluster_makes_no_copies_limits_are_judged_by_the_autoscalers_own_demand() {
    bench.makesCopies = false;
    JsonNode trial =
        run("name: a\nload: {rate: 35, duration: 60}\nelasticity: {thetaUNormalized: 50 %}\n");
    assertThat(trial.path("verdict").asText()).as("%s", trial).isEqualTo("PASS");
    assertThat(trial.path("demandFrom").asText()).contains("no capacity is known");
    assertThat(trial.path("checks").findValuesAsText("name")).contains("thetaUNormalized");
    assertThat(trial.path("checks").findValuesAsText("limit")).contains("at most 50 %");
    assertThat(trial.path("checks").findValuesAsText("words"))
        .contains("Replicas missing, of those needed");
  }

  @Test
  void without_limits_the_demand_follows_from_the_autoscaler_and_that_is_said() {
    JsonNode trial = run("name: a\nload: {rate: 35, duration: 60}\n");
    assertThat(trial.path("verdict").asText()).isEqualTo("PASS");
    assertThat(trial.path("demandFrom").asText()).contains("no capacity is known");
    assertThat(trial.path("calibration").isNull()).isTrue();
    assertThat(trial.path("noCapacityBecause").asText()).isEqualTo("There are no copies here.");
    assertThat(run(CALM).has("noCapacityBecause")).isFalse();
  }

  @Test
  void a_spec_that_the_api_server_would_refuse_voids_the_trial_with_its_reason() {
    JsonNode trial = run(CALM + "hpa: {maxReplicas: 0}\n");
    assertThat(trial.path("verdict").asText()).isEqualTo("INVALID");
    assertThat(trial.path("because").asText()).contains("hpa.maxReplicas");
  }

  @Test
  void a_trial_about_another_deployment_is_not_run_on_this_one() {
    assertThat(run(CALM + "target: {deployment: shop}\n").path("because").asText())
        .contains("about shop")
        .contains("watches demo-app");
  }

  private JsonNode run(String text) {
    Trial trial = new Trial("t", TrialFileReader.read(text), bench.now());
    ObjectMapper json = new ObjectMapper();
    new TrialRunner(bench, new Calibrations(Optional.empty(), json, new QuickCalibration()))
        .run(trial, keeper);
    return json.valueToTree(trial.document());
  }
}
