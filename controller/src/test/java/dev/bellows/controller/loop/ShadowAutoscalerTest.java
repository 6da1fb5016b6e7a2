package dev.bellows.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
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
    List<Map<String, Object>> reached =
        List.of(condition("AbleToScale", "True", "SucceededGetScale"));
    List<Map<String, Object>> failed =
        List.of(reached.getFirst(), condition("ScalingActive", "False", "FailedGetResourceMetric"));
    shadow.replicas(0, 1);
    shadow.autoscaler(1, autoscaler(fromItsBeginning ? List.of() : reached));
    shadow.autoscaler(2, autoscaler(failed));
    shadow.upTo(Duration.ofMinutes(1).toMillis());
    assertThat(decisions).isNotEmpty().allMatch(decision -> decision.to() == 1);
    assertThat(decisions).noneMatch(ShadowDecision::rescales);
  }

  private static Map<String, Object> autoscaler(List<Map<String, Object>> conditions) {
    return Map.of(
        "metadata",
        Map.of("name", "demo", "namespace", "default", "uid", "1"),
        "spec",
        Map.of("minReplicas", 1, "maxReplicas", 10, "metrics", List.of(CPU_AT_HALF)),
        "status",
        Map.of("currentReplicas", 1, "desiredReplicas", 0, "conditions", conditions));
  }

  private static Map<String, Object> condition(String type, String status, String reason) {
    return Map.of("type", type, "status", status, "reason", reason, "message", "");
  }
}
