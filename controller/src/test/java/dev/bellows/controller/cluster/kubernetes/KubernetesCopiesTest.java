package dev.bellows.controller.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.TargetCopy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KubernetesCopiesTest {
  private static final String PODS = "/api/v1/namespaces/shop/pods";
  private static final String SERVICES = "/api/v1/namespaces/shop/services";

  private final KubernetesTestBench bench = new KubernetesTestBench("web");
  private final ApiServerDouble server = bench.server;

  @BeforeEach
  void a_shop() {
    server.write("kubectl", Shop.DEPLOYMENT, Shop.deploymentLimitedTo("500m"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_copy_is_a_pod_at_its_request_with_a_service_of_its_own() {
    TargetCopy copy = bench.parts.copies().start(100);
    String name = server.names(PODS).getFirst();
    Map<String, Object> pod = server.get(PODS + "/" + name);
    assertThat(cpuOf(Fields.document(pod.get("spec"))))
        .isEqualTo(Map.of("requests", "100m", "limits", "100m"));
    assertThat(Fields.document(pod.get("spec"))).containsEntry("activeDeadlineSeconds", 3600);
    // The target's Service and its autoscaler select by this label.
    assertThat(labels(pod)).doesNotContainKey("app").containsEntry("bellows.dev/copy-of", "web");

    Map<String, Object> service = server.get(SERVICES + "/" + name);
    assertThat(Fields.document(service.get("spec")).get("selector"))
        .isEqualTo(Map.of("bellows.dev/copy", name));
    assertThat(Fields.document(service.get("metadata")).get("ownerReferences"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .satisfies(owner -> assertThat(Fields.document(owner)).containsEntry("name", name));

    becomeReady(name);
    assertThat(copy.awaitReady(Duration.ofSeconds(60))).hasToString("http://" + name + ".shop.svc");
    copy.close();
    assertThat(server.names(PODS)).isEmpty();
  }

  @Test
  void a_copy_that_does_not_get_ready_or_may_not_be_made_is_one_sentence() {
    try (TargetCopy copy = bench.parts.copies().start(100)) {
      assertThatThrownBy(() -> copy.awaitReady(Duration.ZERO))
          .hasMessageContaining("did not get ready in 0 s");
    }
    server.refuse("create pods", 403, "Forbidden");
    assertThatThrownBy(() -> bench.parts.copies().start(100))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Not allowed to create pods in namespace shop (403)");
    server.allow();
    server.refuse("create services", 403, "Forbidden");
    assertThatThrownBy(() -> bench.parts.copies().start(100)).hasMessageContaining("services");
    assertThat(server.names(PODS)).isEmpty();
  }

  @Test
  void the_next_controller_removes_the_copy_and_puts_back_the_limit_that_a_dead_one_left() {
    server.write("kubelet", Shop.pod("web-1"), Shop.readyPod("web-1"));
    bench.parts.copies().start(100);
    bench.parts.podLimits().limitCpu(OptionalInt.of(200));
    bench.parts.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(server.names(PODS)).containsExactly("web-1");
          assertThat(limit()).isEqualTo("500m");
        });
  }

  @Test
  void the_limit_is_changed_for_a_while_and_nothing_else() {
    Map<String, Object> before = server.get(Shop.DEPLOYMENT);
    bench.parts.podLimits().limitCpu(OptionalInt.of(200));
    bench.parts.podLimits().limitCpu(OptionalInt.of(300));
    assertThat(limit()).isEqualTo("300m");
    bench.parts.podLimits().limitCpu(OptionalInt.empty());
    assertThat(server.get(Shop.DEPLOYMENT).get("spec")).isEqualTo(before.get("spec"));
    bench.parts.podLimits().limitCpu(OptionalInt.empty());
    assertThat(limit()).isEqualTo("500m");
  }

  @Test
  void a_refused_limit_is_one_sentence() {
    server.refuse("patch deployments", 403, "Forbidden");
    assertThatThrownBy(() -> bench.parts.podLimits().limitCpu(OptionalInt.of(200)))
        .isInstanceOf(ClusterRefusal.class)
        .hasMessageStartingWith("Not allowed to change the CPU limit of deployment/web (403)");
  }

  private void becomeReady(String name) {
    Map<String, Object> pod = new LinkedHashMap<>(server.get(PODS + "/" + name));
    Map<String, Object> ready = Shop.readyPod(name);
    Map<String, Object> metadata = new LinkedHashMap<>(Fields.document(pod.get("metadata")));
    metadata.put(
        "creationTimestamp", Fields.document(ready.get("metadata")).get("creationTimestamp"));
    pod.put("metadata", metadata);
    pod.put("status", ready.get("status"));
    server.write("kubelet", PODS + "/" + name, pod);
  }

  private Object limit() {
    Map<String, Object> template =
        Fields.document(Fields.document(server.get(Shop.DEPLOYMENT).get("spec")).get("template"));
    return cpuOf(Fields.document(template.get("spec"))).get("limits");
  }

  private static Map<String, Object> cpuOf(Map<String, Object> podSpec) {
    Map<String, Object> container =
        Fields.document(((List<?>) podSpec.get("containers")).getFirst());
    Map<String, Object> resources = Fields.document(container.get("resources"));
    Map<String, Object> cpu = new LinkedHashMap<>();
    resources.forEach((kind, amounts) -> cpu.put(kind, Fields.document(amounts).get("cpu")));
    return cpu;
  }

  private static Map<String, Object> labels(Map<String, Object> object) {
    return Fields.document(Fields.document(object.get("metadata")).get("labels"));
  }
}
