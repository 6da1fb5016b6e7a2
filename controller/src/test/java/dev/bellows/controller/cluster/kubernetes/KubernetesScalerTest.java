package dev.bellows.controller.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KubernetesScalerTest {
  /// Deployments, pods, autoscalers, events.
  private static final int WATCHES = 4;

  private final KubernetesTestBench bench = new KubernetesTestBench("web", Scaler.CONTROLLER);
  private final ApiServerDouble server = bench.server;

  @BeforeEach
  void a_shop_that_nothing_scales() {
    server.write("kubectl", Shop.DEPLOYMENT, Shop.deployment(1));
    server.write("kubelet", Shop.pod("web-1"), Shop.readyPod("web-1"));
    server.write("metrics-server", Shop.metrics("web-1"), Shop.usage("web-1", "42934003n"));
    bench.parts.start();
    eventually(() -> assertThat(server.watching()).isEqualTo(WATCHES));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void sees_what_an_autoscaler_sees() {
    eventually(() -> {
      Observation seen = bench.parts.observer().observe();
      assertThat(seen.specReplicas()).isEqualTo(1);
      assertThat(seen.containerRequestsMilli())
          .containsEntry("web", Map.of("cpu", 100L, "memory", 67_108_864_000L));
      assertThat(seen.pods())
          .singleElement()
          .satisfies(pod -> assertThat(pod.ready()).isEqualTo(Readiness.TRUE));
      assertThat(seen.metrics().resource()).containsKey("cpu");
      assertThat(seen.metrics().resource().get("cpu")).containsKey("web-1");
      assertThat(seen.metrics().resource().get("cpu").get("web-1").milli()).isEqualTo(43);
    });
    assertThat(limits()).noneMatch(limit -> limit.contains("HorizontalPodAutoscaler"));
  }

  @Test
  void writes_the_number_of_replicas_and_nothing_else() {
    Object before = Fields.document(server.get(Shop.DEPLOYMENT).get("spec")).get("template");
    bench.parts.actuator().scale(4);
    Map<String, Object> spec = Fields.document(server.get(Shop.DEPLOYMENT).get("spec"));
    assertThat(spec).containsEntry("replicas", 4).containsEntry("template", before);
    assertThat(server.used()).contains("apps/deployments/scale patch");
    eventually(() -> assertThat(bench.parts.observer().observe().specReplicas()).isEqualTo(4));
  }

  @Test
  void a_refusal_is_one_sentence_until_it_is_over() {
    server.refuse("patch deployments/scale", 403, "Forbidden");
    assertThatThrownBy(() -> bench.parts.actuator().scale(4))
        .isInstanceOf(ClusterRefusal.class)
        .hasMessageStartingWith("Not allowed to scale deployment/web to 4 (403)");
    assertThat(limits()).anyMatch(limit -> limit.startsWith("Not allowed to scale"));
    server.allow();
    bench.parts.actuator().scale(4);
    assertThat(limits()).noneMatch(limit -> limit.startsWith("Not allowed to scale"));
  }

  @Test
  void stands_aside_for_an_autoscaler_of_the_cluster() {
    server.write("kubectl", Shop.HPA, Shop.hpa(10));
    String sentence =
        "hpa/web scales deployment/web, too, so the controller stands aside: delete one of the two scalers.";
    eventually(() ->
        assertThatThrownBy(() -> bench.parts.observer().observe())
            .isInstanceOf(ClusterRefusal.class)
            .hasMessage(sentence));
    assertThat(limits()).contains(sentence);
    server.delete(Shop.HPA);
    eventually(() -> assertThat(bench.parts.observer().observe().specReplicas()).isEqualTo(1));
    assertThat(limits()).doesNotContain(sentence);
  }

  @Test
  void a_target_that_is_not_there_is_not_scaled() {
    server.delete(Shop.DEPLOYMENT);
    eventually(() ->
        assertThatThrownBy(() -> bench.parts.observer().observe())
            .isInstanceOf(ClusterRefusal.class)
            .hasMessage("deployment/web has not been seen."));
    assertThatThrownBy(() -> bench.parts.actuator().scale(2)).isInstanceOf(ClusterRefusal.class);
  }

  @Test
  void scales_by_the_rules_of_the_bundle_and_keeps_no_autoscaler() {
    Map<String, Object> rules = bench.parts.bundledAutoscaler();
    assertThat(Fields.document(Fields.document(rules.get("spec")).get("scaleTargetRef")))
        .containsEntry("kind", "Deployment")
        .containsEntry("name", "web");
    try (KubernetesTestBench bundled = new KubernetesTestBench("demo-app", Scaler.CONTROLLER)) {
      bundled.parts.upkeep().deploy();
      assertThat(bundled.server.names("/apis/apps/v1/namespaces/shop/deployments"))
          .containsExactly("demo-app");
      assertThat(
              bundled.server.names("/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers"))
          .isEmpty();
    }
  }

  @Test
  void refuses_fewer_pods_than_none() {
    assertThatThrownBy(() -> bench.parts.actuator().scale(-1))
        .hasMessage("replicas must be 0 or more, but was -1");
  }

  private List<String> limits() {
    return bench.parts.surroundings().limits();
  }

  private static void eventually(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(ClusterRefusal.class)
        .untilAsserted(assertion::run);
  }
}
