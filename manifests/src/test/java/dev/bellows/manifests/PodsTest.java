package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every pod of every overlay keeps.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PodsTest {

  private static final List<String> SAFE_VOLUMES =
      List.of(
          "configMap", "downwardAPI", "emptyDir", "persistentVolumeClaim", "projected", "secret");

  static List<Rendering> renderings() {
    return Rendering.all();
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void has_three_probes_that_ask_the_health_endpoints(Rendering rendering) {
    for (Manifest container : containers(rendering)) {
      assertThat(probed(container, "startupProbe")).isEqualTo("/q/health/started");
      assertThat(probed(container, "livenessProbe")).isEqualTo("/q/health/live");
      assertThat(probed(container, "readinessProbe")).isEqualTo("/q/health/ready");
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        assertThat(container.at(probe, "httpGet").text("port")).isEqualTo("http");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void requests_and_limits_cpu_and_memory(Rendering rendering) {
    for (Manifest container : containers(rendering)) {
      assertThat(container.at("resources", "requests").fields()).containsOnlyKeys("cpu", "memory");
      assertThat(container.at("resources", "limits").fields()).containsOnlyKeys("cpu", "memory");
      for (String resource : List.of("cpu", "memory")) {
        assertThat(Amounts.of(container.at("resources", "requests").text(resource)))
            .isLessThanOrEqualTo(Amounts.of(container.at("resources", "limits").text(resource)));
      }
    }
  }

  /// The profile `restricted` of the Pod Security Standards, which the namespace enforces, and a
  /// read-only disk beyond it.
  @ParameterizedTest
  @MethodSource("renderings")
  void keeps_the_restricted_standard(Rendering rendering) {
    for (Manifest workload : workloads(rendering)) {
      Manifest pod = workload.podSpec();
      Manifest security = pod.at("securityContext");
      assertThat(security.text("runAsNonRoot")).isEqualTo("true");
      assertThat(Integer.parseInt(security.text("runAsUser"))).isPositive();
      assertThat(security.at("seccompProfile").text("type")).isEqualTo("RuntimeDefault");
      assertThat(pod.fields())
          .doesNotContainKeys("hostNetwork", "hostPID", "hostIPC", "initContainers");
      for (Manifest volume : pod.list("volumes")) {
        assertThat(volume.fields().keySet())
            .allMatch(field -> field.equals("name") || SAFE_VOLUMES.contains(field));
      }
      for (Manifest container : pod.list("containers")) {
        Manifest own = container.at("securityContext");
        assertThat(own.text("allowPrivilegeEscalation")).isEqualTo("false");
        assertThat(own.text("readOnlyRootFilesystem")).isEqualTo("true");
        assertThat(own.at("capabilities").fields())
            .isEqualTo(java.util.Map.of("drop", List.of("ALL")));
        assertThat(own.fields())
            .containsOnlyKeys("allowPrivilegeEscalation", "readOnlyRootFilesystem", "capabilities");
        assertThat(container.list("ports")).noneMatch(port -> port.find("hostPort").isPresent());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void runs_the_image_of_the_version_that_the_sources_have(Rendering rendering) throws IOException {
    String version = version();
    for (Manifest workload : workloads(rendering)) {
      for (Manifest container : workload.podSpec().list("containers")) {
        assertThat(container.text("image")).isEqualTo("bellows/" + workload.name() + ":" + version);
        assertThat(container.text("imagePullPolicy"))
            .isEqualTo(rendering.overlay().equals("local") ? "Never" : "IfNotPresent");
      }
    }
  }

  /// The controller applies this file as it is; without a tag it would ask for the latest image.
  @Test
  void the_target_has_that_version_before_any_overlay_sets_it() throws IOException {
    String deployment = Files.readString(Repository.file("k8s/base/demo-app/deployment.yaml"));
    assertThat(deployment).contains("image: bellows/demo-app:" + version() + "\n");
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void has_the_token_of_its_account_only_if_it_calls_the_API_server(Rendering rendering) {
    for (Manifest workload : workloads(rendering)) {
      assertThat(workload.podSpec().text("automountServiceAccountToken"))
          .isEqualTo(String.valueOf(workload.name().equals("controller")));
      Manifest account =
          rendering.one("ServiceAccount", workload.podSpec().text("serviceAccountName"));
      assertThat(account.text("automountServiceAccountToken")).isEqualTo("false");
    }
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void says_where_Prometheus_finds_its_metrics(Rendering rendering) {
    for (Manifest workload : workloads(rendering)) {
      Manifest annotations = workload.at("spec", "template", "metadata", "annotations");
      assertThat(annotations.text("prometheus.io/scrape")).isEqualTo("true");
      assertThat(annotations.text("prometheus.io/path")).isEqualTo("/q/metrics");
      assertThat(workload.podSpec().list("containers").getFirst().list("ports"))
          .singleElement()
          .satisfies(port ->
              assertThat(port.text("containerPort"))
                  .isEqualTo(annotations.text("prometheus.io/port")));
    }
  }

  /// What is mounted exists, and what the disk needs to be writable for is mounted.
  @ParameterizedTest
  @MethodSource("renderings")
  void mounts_volumes_that_it_has(Rendering rendering) {
    for (Manifest workload : workloads(rendering)) {
      List<String> volumes =
          workload.podSpec().list("volumes").stream().map(volume -> volume.text("name")).toList();
      for (Manifest container : workload.podSpec().list("containers")) {
        assertThat(container.list("volumeMounts").stream().map(mount -> mount.text("name")))
            .containsExactlyInAnyOrderElementsOf(volumes);
      }
    }
    assertThat(
            rendering
                .one("Deployment", "controller")
                .podSpec()
                .list("containers")
                .getFirst()
                .list("volumeMounts"))
        .anyMatch(mount -> mount.text("mountPath").equals("/data"));
  }

  private static String probed(Manifest container, String probe) {
    return container.at(probe, "httpGet").text("path");
  }

  static List<Manifest> workloads(Rendering rendering) {
    List<Manifest> workloads = rendering.ofKind("Deployment");
    assertThat(workloads.stream().map(Manifest::name))
        .containsExactlyInAnyOrder("controller", "demo-app", "load-tester");
    return workloads;
  }

  private static List<Manifest> containers(Rendering rendering) {
    return workloads(rendering).stream()
        .flatMap(workload -> workload.podSpec().list("containers").stream())
        .toList();
  }

  private static String version() throws IOException {
    Matcher version =
        Pattern.compile("<version>([0-9.]+)(-SNAPSHOT)?</version>")
            .matcher(Files.readString(Repository.file("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }
}
