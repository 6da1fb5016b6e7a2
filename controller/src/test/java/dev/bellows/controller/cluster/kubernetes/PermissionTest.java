package dev.bellows.controller.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PermissionTest {
  private static final Path K8S = Path.of("..", "k8s");

  /// The component takes the rules of the namespaced role's place.
  private static final Map<Scaler, List<String>> ROLES =
      Map.of(
          Scaler.CLUSTER,
          List.of("base/controller/role.yaml", "base/controller/role-cluster.yaml"),
          Scaler.CONTROLLER,
          List.of(
              "components/scaled-by-controller/role.yaml", "base/controller/role-cluster.yaml"));

  @ParameterizedTest
  @EnumSource(Scaler.class)
  void the_roles_grant_what_is_used_and_nothing_more(Scaler scaler) throws IOException {
    Set<String> granted = new TreeSet<>();
    for (String file : ROLES.get(scaler)) {
      for (Object document :
          new Load(LoadSettings.builder().build())
              .loadAllFromString(Files.readString(K8S.resolve(file)))) {
        granted.addAll(rights(Fields.document(document)));
      }
    }
    assertThat(granted).isEqualTo(declared(scaler));
  }

  @ParameterizedTest
  @EnumSource(Scaler.class)
  void the_code_asks_for_what_is_declared_and_nothing_more(Scaler scaler) {
    try (KubernetesTestBench bench = new KubernetesTestBench("demo-app", scaler)) {
      bench.parts.start();
      bench.parts.upkeep().deploy();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> bench.parts.cluster().observation().isPresent());
      if (scaler == Scaler.CONTROLLER) {
        bench.parts.actuator().scale(2);
      } else {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> bench.parts.cluster().autoscaler().isPresent());
      }
      bench.parts.upkeep().drift();
      bench.parts.upkeep().repair();
      bench.parts.copies().start(100).close();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(() -> assertThat(bench.server.used()).isEqualTo(declared(scaler)));
    }
  }

  private static Set<String> declared(Scaler scaler) {
    Set<String> declared = new TreeSet<>();
    Permission.used(scaler)
        .forEach(permission ->
            declared.add(
                right(
                    permission.group(),
                    permission.resource(),
                    permission.namespaced(),
                    permission.verb())));
    return declared;
  }

  @SuppressWarnings("unchecked")
  private static Set<String> rights(Map<String, Object> role) {
    boolean namespaced = role.get("kind").equals("Role");
    Set<String> rights = new TreeSet<>();
    for (Object rule : (List<Object>) role.getOrDefault("rules", List.of())) {
      Map<String, Object> fields = Fields.document(rule);
      for (String group : (List<String>) fields.get("apiGroups")) {
        for (String resource : (List<String>) fields.get("resources")) {
          for (String verb : (List<String>) fields.get("verbs")) {
            rights.add(right(group, resource, namespaced, verb));
          }
        }
      }
    }
    return rights;
  }

  private static String right(String group, String resource, boolean namespaced, String verb) {
    return "%s/%s %s%s".formatted(group, resource, namespaced ? "" : "*", verb);
  }
}
