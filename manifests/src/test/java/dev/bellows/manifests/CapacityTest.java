package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The quota admits what the bench does, and a small node holds it.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CapacityTest {

  /// At the maximum of 10 a rollout runs 13, and as many as 10 more may still drain: a Deployment
  /// does not count pods that are on their way out.
  private static final Map<String, Integer> ROLLOUT =
      Map.of("demo-app", 23, "load-tester", 4, "controller", 1);

  /// What kubeadm's control plane, CoreDNS, a network plugin and metrics-server request together.
  private static final BigDecimal SYSTEM_CORES = new BigDecimal("1.05");

  static List<Rendering> guarded() {
    return Rendering.all().stream()
        .filter(rendering -> !rendering.ofKind("ResourceQuota").isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void the_quota_admits_a_rollout_at_the_maximum(Rendering rendering) {
    Manifest hard = rendering.one("ResourceQuota", "scaling-challenge").at("spec", "hard");
    for (String part : List.of("requests", "limits")) {
      for (String resource : List.of("cpu", "memory")) {
        assertThat(sum(rendering, part, resource, ROLLOUT))
            .as(part + "." + resource)
            .isLessThanOrEqualTo(Amounts.of(hard.text(part + "." + resource)));
      }
    }
    int pods = ROLLOUT.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(Integer.parseInt(hard.text("pods"))).isGreaterThanOrEqualTo(pods);
    assertThat(Integer.parseInt(hard.text("persistentvolumeclaims")))
        .isGreaterThanOrEqualTo(rendering.ofKind("PersistentVolumeClaim").size());
    assertThat(hard.text("services.nodeports")).isEqualTo("1");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void the_limit_range_refuses_no_container_of_ours(Rendering rendering) {
    Manifest range =
        rendering.one("LimitRange", "scaling-challenge").at("spec").list("limits").getFirst();
    for (Manifest workload : PodsTest.workloads(rendering)) {
      for (String resource : List.of("cpu", "memory")) {
        assertThat(amount(workload, "limits", resource))
            .isLessThanOrEqualTo(Amounts.of(range.at("max").text(resource)));
      }
    }
    for (String resource : List.of("cpu", "memory")) {
      assertThat(Amounts.of(range.at("defaultRequest").text(resource)))
          .isLessThanOrEqualTo(Amounts.of(range.at("default").text(resource)));
    }
  }

  /// Intensity 70 settles at 8 pods at most.
  @Test
  void a_node_of_two_cores_holds_the_heavy_profile_beside_its_own_pods() {
    BigDecimal bench =
        sum(
            Rendering.of("k8s"),
            "requests",
            "cpu",
            Map.of("demo-app", 8, "load-tester", 1, "controller", 1));
    assertThat(bench.add(SYSTEM_CORES)).isLessThanOrEqualTo(new BigDecimal(2));
  }

  private static BigDecimal sum(
      Rendering rendering, String part, String resource, Map<String, Integer> pods) {
    return PodsTest.workloads(rendering).stream()
        .map(workload ->
            amount(workload, part, resource)
                .multiply(BigDecimal.valueOf(pods.get(workload.name()))))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal amount(Manifest workload, String part, String resource) {
    return Amounts.of(
        workload.podSpec().list("containers").getFirst().at("resources", part).text(resource));
  }
}
