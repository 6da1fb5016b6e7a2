package dev.bellows.controller.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellows.controller.cluster.ClusterRefusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// An autoscaler that a trial changes for a while.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LentAutoscalerTest {
  private final KubernetesTestBench bench = new KubernetesTestBench("web");
  private final ApiServerDouble server = bench.server;

  @BeforeEach
  void a_shop() {
    server.write("kubectl", Shop.DEPLOYMENT, Shop.deployment(1));
    server.write("kubectl", Shop.HPA, Shop.hpa(10));
    bench.parts.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> bench.parts.cluster().autoscaler().isPresent());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void it_is_put_back_with_all_that_was_changed_and_nothing_stays_written_down() {
    Object before = server.get(Shop.HPA).get("spec");
    lend(3);
    lend(2);
    assertThat(maxReplicas()).isEqualTo(2);
    bench.parts.editor().giveBack();
    assertThat(server.get(Shop.HPA).get("spec")).isEqualTo(before);
    assertThat(annotations()).doesNotContainKey(Keeper.SPEC_BEFORE);

    server.write("kubectl", Shop.HPA, Shop.hpa(7));
    bench.parts.editor().giveBack();
    assertThat(maxReplicas()).isEqualTo(7);
  }

  @Test
  void the_next_controller_puts_back_what_a_killed_one_left() {
    lend(3);
    assertThat(annotations()).containsKey(Keeper.SPEC_BEFORE);
    KubernetesParts next = bench.next();
    try {
      next.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            assertThat(maxReplicas()).isEqualTo(10);
            assertThat(annotations()).doesNotContainKey(Keeper.SPEC_BEFORE);
          });
    } finally {
      next.close();
    }
  }

  @Test
  void what_cannot_be_written_down_is_not_changed() {
    server.refuse("patch horizontalpodautoscalers", 403, "Forbidden");
    assertThatThrownBy(() -> lend(3))
        .isInstanceOf(ClusterRefusal.class)
        .hasMessageStartingWith("Not allowed to write down the spec of hpa/web (403)");
    assertThat(maxReplicas()).isEqualTo(10);
  }

  private void lend(int maxReplicas) {
    Map<String, Object> before = Fields.document(server.get(Shop.HPA).get("spec"));
    bench.parts.editor().remember();
    bench.parts.editor().change(before, Fields.document(Shop.hpa(maxReplicas).get("spec")), true);
  }

  private Object maxReplicas() {
    return Fields.document(server.get(Shop.HPA).get("spec")).get("maxReplicas");
  }

  private Map<String, Object> annotations() {
    Object annotations = Fields.document(server.get(Shop.HPA).get("metadata")).get("annotations");
    return annotations == null ? Map.of() : Fields.document(annotations);
  }
}
