package dev.bellows.controller.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.Upkeep.FieldDrift;
import dev.bellows.controller.cluster.Upkeep.KeptObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeeperTest {
  private static final String BUNDLED_DEPLOYMENT =
      "/apis/apps/v1/namespaces/shop/deployments/demo-app";
  private static final String BUNDLED_HPA =
      "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/demo-app";

  private KubernetesTestBench bench = new KubernetesTestBench("web");

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void applies_what_is_absent_and_a_second_time_nothing() {
    bench.close();
    bench = new KubernetesTestBench("demo-app");
    assertThat(bench.parts.upkeep().deploy())
        .extracting(KeptObject::object, KeptObject::state)
        .containsExactly(
            tuple("serviceaccount/demo-app", "applied"),
            tuple("deployment/demo-app", "applied"),
            tuple("service/demo-app", "applied"),
            tuple("hpa/demo-app", "applied"));
    Map<String, Object> deployment = bench.server.get(BUNDLED_DEPLOYMENT);
    Map<String, Object> hpa = bench.server.get(BUNDLED_HPA);
    assertThat(spec(hpa)).containsEntry("maxReplicas", 10);
    assertThat(managers(hpa)).containsExactly("bellows");

    assertThat(bench.parts.upkeep().deploy()).extracting(KeptObject::state).containsOnly("present");
    assertThat(bench.server.get(BUNDLED_DEPLOYMENT)).isEqualTo(deployment);
    assertThat(bench.server.get(BUNDLED_HPA)).isEqualTo(hpa);
    assertThat(bench.parts.upkeep().drift()).allMatch(object -> object.drift().isEmpty());
  }

  @Test
  void shows_drift_and_repairs_it_only_when_asked_and_only_in_its_own_fields() {
    watchedHpa("bellows-test", 10);
    change(Map.of("maxReplicas", 8), true);
    Map<String, Object> edited = bench.server.get(Shop.HPA);
    edited.put("spec", Fields.joined(spec(edited), Map.of("maxReplicas", 5, "minReplicas", 2)));
    bench.server.write("kubectl-edit", Shop.HPA, edited);

    FieldDrift drift = driftOf("hpa/web").getFirst();
    assertThat(drift).isEqualTo(new FieldDrift("spec.maxReplicas", true, 8, 5, "kubectl-edit"));
    assertThat(spec(bench.server.get(Shop.HPA))).containsEntry("maxReplicas", 5);

    assertThat(bench.parts.upkeep().repair())
        .extracting(KeptObject::object, KeptObject::state)
        .containsExactly(tuple("hpa/web", "repaired"));
    assertThat(spec(bench.server.get(Shop.HPA)))
        .containsEntry("maxReplicas", 8)
        .containsEntry("minReplicas", 2);
    assertThat(driftOf("hpa/web")).isEmpty();
    assertThat(bench.parts.upkeep().repair()).isEmpty();
  }

  @Test
  void changes_only_the_fields_that_differ_and_owns_them() {
    watchedHpa("nobody", 10);
    bench.server.write("nobody", Shop.HPA, without(Shop.hpa(10), "maxReplicas"));
    change(Map.of("maxReplicas", 12), false);
    Map<String, Object> hpa = bench.server.get(Shop.HPA);
    assertThat(spec(hpa)).containsEntry("maxReplicas", 12).containsEntry("minReplicas", 1);
    assertThat(ownedBy(hpa, "bellows"))
        .isEqualTo(Map.of("f:spec", Map.of("f:maxReplicas", Map.of())));
  }

  @Test
  void a_conflict_says_who_owns_the_field_and_how_to_take_it_over() {
    watchedHpa("kubectl-client-side-apply", 10);
    assertThatThrownBy(() -> change(Map.of("maxReplicas", 8), false))
        .isInstanceOf(ClusterRefusal.class)
        .hasMessage(
            "spec.maxReplicas belongs to kubectl-client-side-apply: change it there, or take it over with takeOver=true.")
        .extracting("status")
        .isEqualTo(409);
    assertThat(spec(bench.server.get(Shop.HPA))).containsEntry("maxReplicas", 10);
    change(Map.of("maxReplicas", 8), true);
    assertThat(spec(bench.server.get(Shop.HPA))).containsEntry("maxReplicas", 8);
  }

  @Test
  void leaves_an_object_that_is_being_deleted_alone() {
    watchedHpa("kubectl", 10);
    Map<String, Object> dying = bench.server.get(Shop.HPA);
    Map<String, Object> metadata = new LinkedHashMap<>(Fields.document(dying.get("metadata")));
    metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
    metadata.put("finalizers", List.of("test/wait"));
    dying.put("metadata", metadata);
    bench.server.write("kubectl", Shop.HPA, dying);
    assertThatThrownBy(() -> change(Map.of("maxReplicas", 8), true))
        .hasMessage("hpa/web is being deleted, so it is left alone.");
    assertThat(bench.parts.upkeep().drift())
        .anySatisfy(object -> {
          assertThat(object.object()).isEqualTo("hpa/web");
          assertThat(object.state()).isEqualTo("being deleted");
        });
    assertThat(bench.parts.upkeep().repair()).isEmpty();
  }

  @Test
  void refusals_are_one_sentence_each() {
    watchedHpa("kubectl", 10);
    bench.server.refuse("patch horizontalpodautoscalers", 403, "Forbidden");
    assertThatThrownBy(() -> change(Map.of("maxReplicas", 8), true))
        .hasMessageStartingWith("Not allowed to change hpa/web (403)");
    bench.server.allow();
    bench.server.delete(Shop.HPA);
    assertThatThrownBy(() -> change(Map.of("maxReplicas", 8), true))
        .hasMessageMatching("There is no hpa/web any more\\.|No HorizontalPodAutoscaler scales .*");
  }

  @Test
  void an_answer_that_does_not_come_is_one_sentence_too() {
    bench.close();
    bench = new KubernetesTestBench("web", Duration.ofSeconds(1));
    watchedHpa("kubectl", 10);
    bench.server.hang("patch horizontalpodautoscalers");
    assertThatThrownBy(() -> change(Map.of("maxReplicas", 8), true))
        .hasMessageStartingWith(
            "The API server did not answer in time when asked to change hpa/web")
        .extracting("status")
        .isEqualTo(504);
  }

  @Test
  void fits_the_requests_of_what_it_deploys_to_the_cluster() {
    bench.close();
    bench = new KubernetesTestBench("demo-app");
    bench.server.write("kubelet", "/api/v1/nodes/tiny", node("tiny", "1"));
    bench.parts.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bench.parts.surroundings().environment().nodes().orElse(0) == 1);
    assertThat(bench.parts.upkeep().deploy())
        .extracting(KeptObject::note)
        .contains(
            "The CPU request of demo-app was lowered from 100m to 60m, so that 10 replicas fit the 1000m that the nodes give to pods.");
    assertThat(bench.server.get(BUNDLED_DEPLOYMENT).toString()).contains("cpu=60m");
  }

  @Test
  void deploys_nothing_where_the_target_is_somebody_elses() {
    watchedHpa("kubectl", 10);
    assertThatThrownBy(() -> bench.parts.upkeep().deploy())
        .hasMessage(
            "The target is deployment/web, which is not the bundled one, so there is nothing to deploy here.");
    assertThat(bench.parts.upkeep().drift())
        .extracting(KeptObject::object)
        .containsExactly("deployment/web", "hpa/web");
  }

  private void watchedHpa(String manager, int maxReplicas) {
    bench.server.write("kubectl", Shop.DEPLOYMENT, Shop.deployment(1));
    bench.server.write(manager, Shop.HPA, Shop.hpa(maxReplicas));
    bench.parts.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bench.parts.cluster().autoscaler().isPresent());
  }

  private void change(Map<String, Object> fields, boolean takeOver) {
    Map<String, Object> before = spec(Shop.hpa(10));
    bench.parts.editor().change(before, Fields.joined(before, fields), takeOver);
  }

  private List<FieldDrift> driftOf(String object) {
    return bench.parts.upkeep().drift().stream()
        .filter(kept -> kept.object().equals(object))
        .findFirst()
        .orElseThrow()
        .drift();
  }

  private static Map<String, Object> node(String name, String cpu) {
    Map<String, Object> node =
        Shop.object(
            "v1",
            "Node",
            name,
            "status",
            Map.of("allocatable", Map.of("cpu", cpu, "memory", "2Gi")));
    Fields.document(node.get("metadata")).remove("namespace");
    return node;
  }

  private static Map<String, Object> without(Map<String, Object> object, String field) {
    Map<String, Object> changed = new LinkedHashMap<>(object);
    changed.put("spec", Fields.without(spec(object), List.of(field)));
    return changed;
  }

  private static Map<String, Object> spec(Map<String, Object> object) {
    return Fields.document(object.get("spec"));
  }

  private static List<String> managers(Map<String, Object> object) {
    return entries(object).stream().map(entry -> entry.get("manager").toString()).toList();
  }

  private static Object ownedBy(Map<String, Object> object, String manager) {
    return entries(object).stream()
        .filter(entry -> entry.get("manager").equals(manager))
        .map(entry -> entry.get("fieldsV1"))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> entries(Map<String, Object> object) {
    return (List<Map<String, Object>>) Fields.document(object.get("metadata")).get("managedFields");
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
