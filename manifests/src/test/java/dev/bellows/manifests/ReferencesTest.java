package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Objects find each other: by name, by label, by the name of a port.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ReferencesTest {

  private static final Set<String> WITHOUT_NAMESPACE =
      Set.of("Namespace", "ClusterRole", "ClusterRoleBinding");

  static List<Rendering> renderings() {
    return Rendering.all();
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void everything_is_in_the_namespace_that_is_applied_first(Rendering rendering) {
    Manifest first = rendering.manifests().getFirst();
    assertThat(first).hasToString("Namespace/scaling-challenge");
    assertThat(first.at("metadata", "labels").text("pod-security.kubernetes.io/enforce"))
        .isEqualTo("restricted");
    for (Manifest manifest : rendering.manifests()) {
      assertThat(manifest.namespace())
          .as(manifest.toString())
          .isEqualTo(WITHOUT_NAMESPACE.contains(manifest.kind()) ? "" : "scaling-challenge");
      assertThat(manifest.at("metadata", "labels").text("app.kubernetes.io/part-of"))
          .as(manifest.toString())
          .isEqualTo("bellows");
    }
  }

  /// Otherwise the second of the two would fail or, worse, take the place of the first.
  @ParameterizedTest
  @MethodSource("renderings")
  void no_object_is_there_twice(Rendering rendering) {
    assertThat(rendering.manifests().stream().map(Manifest::toString)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void a_service_selects_the_pods_of_one_workload_and_a_port_that_they_name(Rendering rendering) {
    for (Manifest service : rendering.ofKind("Service")) {
      List<Manifest> selected = selected(rendering, service.at("spec", "selector"));
      assertThat(selected).as(service.toString()).hasSize(1);
      for (Manifest port : service.at("spec").list("ports")) {
        assertThat(ports(selected.getFirst(), "name")).contains(port.text("targetPort"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void budgets_policies_and_spreads_select_pods(Rendering rendering) {
    for (Manifest budget : rendering.ofKind("PodDisruptionBudget")) {
      assertThat(selected(rendering, budget.at("spec", "selector", "matchLabels"))).hasSize(1);
    }
    for (Manifest policy : rendering.ofKind("NetworkPolicy")) {
      List<Manifest> selected = guarded(rendering, policy);
      assertThat(selected).as(policy.toString()).hasSize(1);
      for (Manifest rule : policy.at("spec").list("ingress")) {
        for (Manifest port : rule.list("ports")) {
          assertThat(ports(selected.getFirst(), "containerPort")).contains(port.text("port"));
        }
      }
    }
    for (Manifest workload : rendering.ofKind("Deployment")) {
      assertThat(selected(rendering, workload.at("spec", "selector", "matchLabels")))
          .containsExactly(workload);
      for (Manifest spread : workload.podSpec().list("topologySpreadConstraints")) {
        assertThat(selected(rendering, spread.at("labelSelector", "matchLabels")))
            .containsExactly(workload);
      }
    }
  }

  @Test
  void the_target_and_its_copies_call_nobody() {
    Rendering rendering = Rendering.of("k8s");
    for (String policy : List.of("demo-app-egress", "demo-app-copy")) {
      Manifest spec = rendering.one("NetworkPolicy", policy).at("spec");
      assertThat(spec.text("policyTypes")).contains("Egress");
      assertThat(spec.list("egress")).isEmpty();
    }
  }

  /// A rule without `to` is open to the whole world, were it for one port alone.
  @Test
  void each_way_out_of_a_load_tester_says_where_to() {
    assertThat(Rendering.of("k8s").one("NetworkPolicy", "load-tester").at("spec").list("egress"))
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.list("to")).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void a_monitor_selects_exactly_one_service(Rendering rendering) {
    for (Manifest monitor : rendering.ofKind("ServiceMonitor")) {
      Manifest selector = monitor.at("spec", "selector");
      List<Manifest> services =
          rendering.ofKind("Service").stream()
              .filter(service -> has(service, selector.at("matchLabels")))
              .filter(service ->
                  selector.list("matchExpressions").stream()
                      .allMatch(absent ->
                          service.at("metadata", "labels").find(absent.text("key")).isEmpty()))
              .toList();
      assertThat(services).as(monitor.toString()).hasSize(1);
      for (Manifest endpoint : monitor.at("spec").list("endpoints")) {
        assertThat(services.getFirst().at("spec").list("ports"))
            .anyMatch(port -> port.text("name").equals(endpoint.text("port")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void a_binding_gives_a_role_that_exists_to_an_account_that_exists(Rendering rendering) {
    for (Manifest binding : rendering.ofKind("RoleBinding", "ClusterRoleBinding")) {
      Manifest role = binding.at("roleRef");
      rendering.one(role.text("kind"), role.text("name"));
      for (Manifest subject : binding.list("subjects")) {
        rendering.one(subject.text("kind"), subject.text("name"));
        assertThat(subject.text("namespace")).isEqualTo("scaling-challenge");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void config_maps_secrets_and_claims_that_pods_name_exist(Rendering rendering) {
    for (Manifest workload : rendering.ofKind("Deployment")) {
      for (Manifest volume : workload.podSpec().list("volumes")) {
        if (volume.find("persistentVolumeClaim").isPresent()) {
          rendering.one(
              "PersistentVolumeClaim", volume.at("persistentVolumeClaim").text("claimName"));
        }
        if (volume.find("configMap").isPresent()) {
          rendering.one("ConfigMap", volume.at("configMap").text("name"));
        }
      }
      for (Manifest container : workload.podSpec().list("containers")) {
        assertThat(container.fields()).doesNotContainKey("envFrom");
        for (Manifest variable : container.list("env")) {
          assertThat(variable.at("valueFrom").fields())
              .doesNotContainKeys("configMapKeyRef", "secretKeyRef");
        }
      }
    }
  }

  @Test
  void the_dashboard_is_on_port_31003_of_the_node() {
    Manifest controller = Rendering.of("k8s").one("Service", "controller");
    assertThat(controller.at("spec").text("type")).isEqualTo("NodePort");
    assertThat(controller.at("spec").list("ports"))
        .singleElement()
        .satisfies(port -> assertThat(port.text("nodePort")).isEqualTo("31003"));
  }

  @Test
  void a_client_stays_with_one_load_tester_and_the_controller_finds_all() {
    Rendering rendering = Rendering.of("k8s");
    assertThat(rendering.one("Service", "load-tester").at("spec").text("sessionAffinity"))
        .isEqualTo("ClientIP");
    assertThat(rendering.one("Service", "load-testers").at("spec").text("clusterIP"))
        .isEqualTo("None");
    assertThat(environment(rendering.one("Deployment", "controller")))
        .containsEntry("BELLOWS_LOAD_TESTERS", "http://load-testers:8080,http://load-tester")
        .containsEntry("BELLOWS_HISTORY_FOLDER", "/data");
    assertThat(environment(rendering.one("Deployment", "load-tester")))
        .containsEntry("BELLOWS_LOAD_TARGET", "http://demo-app");
  }

  /// A cluster that can't fill a claim would leave the controller pending, so the default has none.
  @Test
  void only_the_overlay_that_keeps_history_claims_a_volume() {
    assertThat(renderings())
        .allSatisfy(rendering ->
            assertThat(rendering.ofKind("PersistentVolumeClaim"))
                .hasSize(rendering.overlay().equals("kept") ? 1 : 0));
  }

  static Map<String, Object> environment(Manifest workload) {
    Map<String, Object> values = new java.util.HashMap<>();
    for (Manifest variable : workload.podSpec().list("containers").getFirst().list("env")) {
      variable.find("value").ifPresent(value -> values.put(variable.text("name"), value));
    }
    return values;
  }

  /// Whose pods a policy is for. A calibration's copy of a target has one label that names it.
  private static List<Manifest> guarded(Rendering rendering, Manifest policy) {
    Manifest labels = policy.at("spec", "podSelector", "matchLabels");
    return labels
        .find("bellows.dev/copy-of")
        .map(target -> List.of(rendering.one("Deployment", target.toString())))
        .orElseGet(() -> selected(rendering, labels));
  }

  private static List<Manifest> selected(Rendering rendering, Manifest labels) {
    assertThat(labels.isEmpty()).isFalse();
    return rendering.ofKind("Deployment").stream()
        .filter(workload ->
            workload.podLabels().fields().entrySet().containsAll(labels.fields().entrySet()))
        .toList();
  }

  private static boolean has(Manifest object, Manifest labels) {
    return object
        .at("metadata", "labels")
        .fields()
        .entrySet()
        .containsAll(labels.fields().entrySet());
  }

  private static List<String> ports(Manifest workload, String field) {
    return workload.podSpec().list("containers").stream()
        .flatMap(container -> container.list("ports").stream())
        .map(port -> port.text(field))
        .toList();
  }
}
