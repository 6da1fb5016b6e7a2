package dev.bellows.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.controller.cluster.InMemoryCluster;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.HpaState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScalingLoopTest {
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final InMemoryCluster cluster = new InMemoryCluster(time, 100);
  private final List<Decision> decisions = new ArrayList<>();
  private final ScalingLoop<HpaState> loop =
      new ScalingLoop<>(hpa(10).policy(), cluster, cluster, decisions::add, time, INTERVAL);

  @BeforeEach
  void one_old_pod() {
    cluster.scale(1);
    time.pass(Duration.ofMinutes(10));
  }

  @Test
  void scales_out_in_the_steps_of_the_policy_and_back_in() {
    loop.start(Duration.ZERO);
    cluster.load(380);
    time.pass(Duration.ofMinutes(3));
    assertThat(cluster.asked()).containsExactly(1, 2, 4, 8);
    cluster.load(0);
    time.pass(Duration.ofMinutes(6));
    assertThat(cluster.asked()).startsWith(1, 2, 4, 8).endsWith(1);
    assertThat(decisions).allSatisfy(decision -> assertThat(decision.sentence()).isNotBlank());
    assertThat(decisions.stream().filter(Decision::rescales).map(Decision::to))
        .containsExactlyElementsOf(cluster.asked().subList(1, cluster.asked().size()));
  }

  @Test
  void the_next_tick_starts_one_interval_after_the_last_one_ended() {
    cluster.observingTakes(Duration.ofSeconds(2));
    loop.start(Duration.ofSeconds(5));
    time.pass(Duration.ofSeconds(60));
    assertThat(cluster.observedAt())
        .extracting(at -> Duration.between(cluster.observedAt().getFirst(), at).toSeconds())
        .containsExactly(0L, 17L, 34L, 51L);
  }

  @Test
  void a_tick_that_fails_does_not_end_the_loop() {
    loop.start(Duration.ZERO);
    time.pass(INTERVAL);
    cluster.failNextObservation();
    time.pass(INTERVAL);
    int before = decisions.size();
    time.pass(INTERVAL);
    assertThat(decisions).hasSize(before + 1);
  }

  /// What was refused must not count against the rate of the policy, nor pass for a decision.
  @Test
  void a_refused_change_has_not_happened() {
    cluster.load(380);
    cluster.refuseTheNextChange();
    loop.start(Duration.ZERO);
    time.pass(INTERVAL.minusSeconds(1));
    assertThat(decisions).isEmpty();
    time.pass(Duration.ofSeconds(2));
    assertThat(cluster.asked()).containsExactly(1, 2);
  }

  @Test
  void another_policy_decides_from_the_next_tick_on() {
    cluster.load(380);
    loop.start(Duration.ZERO);
    time.pass(Duration.ofMinutes(3));
    assertThat(cluster.asked()).endsWith(8);
    loop.decideBy(hpa(5).policy());
    time.pass(INTERVAL);
    assertThat(cluster.asked()).endsWith(5);
  }

  @Test
  void a_stopped_loop_asks_for_nothing() {
    loop.start(Duration.ZERO);
    loop.stop();
    cluster.load(380);
    time.pass(Duration.ofMinutes(3));
    assertThat(cluster.asked()).containsExactly(1);
    assertThat(decisions).isEmpty();
  }

  private static Autoscaler hpa(int maxReplicas) {
    Map<String, Object> rules =
        Map.of("policies", List.of(Map.of("type", "Percent", "value", 100, "periodSeconds", 30)));
    Autoscaler blank =
        new Autoscaler(
            Map.of(
                "apiVersion", "autoscaling/v2",
                "kind", "HorizontalPodAutoscaler",
                "metadata", Map.of("name", "web", "namespace", "default")));
    return blank.withSpec(
        Map.of(
            "scaleTargetRef",
            Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", "web"),
            "maxReplicas",
            maxReplicas,
            "metrics",
            List.of(
                Map.of(
                    "type",
                    "Resource",
                    "resource",
                    Map.of(
                        "name",
                        "cpu",
                        "target",
                        Map.of("type", "Utilization", "averageUtilization", 50)))),
            "behavior",
            Map.of(
                "scaleUp",
                rules,
                "scaleDown",
                Map.of("stabilizationWindowSeconds", 60, "policies", rules.get("policies")))));
  }
}
