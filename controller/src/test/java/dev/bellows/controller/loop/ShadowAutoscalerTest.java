package dev.bellows.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShadowAutoscalerTest {
  private static final Map<String, Object> CPU_AT_HALF =
      Map.of(
          "type",
          "Resource",
          "resource",
          Map.of("name", "cpu", "target", Map.of("type", "Utilization", "averageUtilization", 50)));

  private static final Map<String, Object> REACHED =
      condition("AbleToScale", "True", "SucceededGetScale");
  private static final Map<String, Object> FAILED =
      condition("ScalingActive", "False", "FailedGetResourceMetric");

  private final List<ShadowDecision> decisions = new ArrayList<>();
  private final ShadowAutoscaler shadow =
      new ShadowAutoscaler(
          decision -> decisions.add((ShadowDecision) decision), Duration.ofSeconds(15));

  /// Desired replicas and every condition, at each of the 14 and 26 changes of status, those before
  /// the watch was as old as the windows included.
  @ParameterizedTest
  @CsvSource({"base-heavy, 10, 4", "base-steps, 22, 4"})
  void agrees_with_all_that_a_real_cluster_did(String recording, int counted, int early)
      throws IOException {
    new ClusterRecording(recording).tell(shadow);
    assertThat(decisions).hasSize(counted + early).allMatch(decision -> decision.agrees());
    assertThat(shadow.summary().statusChanges()).isEqualTo(counted);
    assertThat(shadow.summary().agreed()).isEqualTo(counted);
    assertThat(shadow.summary().withIncompleteMemory()).isEqualTo(early);
    assertThat(shadow.summary().silentTicks()).isPositive();
    assertThat(shadow.summary().silentDisagreements()).isZero();
  }

  /// Seen on a cluster whose metrics come later than the first pod: the status says 0 desired
  /// replicas until there were metrics once, and nothing is scaled.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_autoscaler_without_metrics_leaves_the_replicas_alone(boolean fromItsBeginning) {
    shadow.replicas(0, 1);
    shadow.autoscaler(1, autoscaler(fromItsBeginning ? List.of() : List.of(REACHED)));
    shadow.autoscaler(2, autoscaler(List.of(REACHED, FAILED)));
    shadow.upTo(Duration.ofMinutes(1).toMillis());
    assertThat(decisions).isNotEmpty().allMatch(decision -> decision.to() == 1);
    assertThat(decisions).noneMatch(ShadowDecision::rescales);
  }

  /// An API server that is away is away for the autoscaler, too: it comes to no recommendation, and
  /// what it does afterwards says little about the engine.
  @Test
  void assumes_no_tick_while_nothing_was_seen() {
    shadow.replicas(0, 1);
    shadow.autoscaler(1, autoscaler(List.of()));
    shadow.autoscaler(1_000, autoscaler(List.of(FAILED)));
    goOn(2_000, 40_000);
    int silent = shadow.summary().silentTicks();
    assertThat(silent).isPositive();

    shadow.unseen(40_000, 95_000);
    goOn(95_000, 100_000);
    assertThat(shadow.summary().silentTicks()).isEqualTo(silent);
    shadow.autoscaler(101_000, autoscaler(List.of(REACHED, FAILED)));
    shadow.upTo(103_000);
    assertThat(decisions).hasSize(2);
    assertThat(shadow.summary().statusChanges()).isEqualTo(1);
    assertThat(shadow.summary().withIncompleteMemory()).isEqualTo(1);
  }

  private void goOn(long fromMillis, long toMillis) {
    for (long now = fromMillis; now <= toMillis; now += 1_000) {
      shadow.upTo(now);
    }
  }

  private static Map<String, Object> autoscaler(List<Map<String, Object>> conditions) {
    return Map.of(
        "metadata",
        Map.of("name", "demo", "namespace", "default", "uid", "1"),
        "spec",
        Map.of("minReplicas", 1, "maxReplicas", 10, "metrics", List.of(CPU_AT_HALF)),
        "status",
        conditions.isEmpty()
            ? Map.of()
            : Map.of("currentReplicas", 1, "desiredReplicas", 0, "conditions", conditions));
  }

  private static Map<String, Object> condition(String type, String status, String reason) {
    return Map.of("type", type, "status", status, "reason", reason, "message", "");
  }
}
