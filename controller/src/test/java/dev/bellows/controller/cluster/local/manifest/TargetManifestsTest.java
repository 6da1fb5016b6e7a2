package dev.bellows.controller.cluster.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellows.core.scaling.hpa.HpaSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TargetManifestsTest {
  private static final Path OF_KUBERNETES = Path.of("..", "k8s", "base");

  /// A copy, so that the lines in the table below stay what they are.
  private static final Path SOUND = Path.of("src", "test", "resources", "TargetManifestsTest");

  @TempDir Path base;

  @Test
  void reads_the_manifests_that_kubernetes_gets() {
    TargetManifests target = TargetManifests.read(OF_KUBERNETES);
    PodTemplate pod = target.pod();
    assertThat(pod.workload()).isEqualTo("demo-app");
    assertThat(pod.requestsMilli()).isEqualTo(Map.of("cpu", 100L, "memory", 67_108_864_000L));
    assertThat(pod.cpuLimitMilli()).hasValue(500);
    assertThat(pod.terminationGrace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pod.readiness())
        .contains(
            new HttpProbe(
                "/q/health/ready",
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                1,
                3));
    HpaSpec hpa = HpaSpec.of(target.hpa());
    assertThat(hpa.minReplicas()).isEqualTo(1);
    assertThat(hpa.maxReplicas()).isEqualTo(10);
  }

  @ParameterizedTest(name = "{0}: \"{1}\" becomes \"{2}\"")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # file          | what                     | becomes              | line | the sentence says
          deployment.yaml | cpu: 100m                | cpu: 100q            | 43   | requests.cpu must be a CPU quantity above zero such as 100m or 0.5, but was '100q'
          deployment.yaml | cpu: 100m                | cpu: "0"             | 43   | requests.cpu must be above zero
          deployment.yaml | cpu: 500m                | cpu: 50m             | 46   | limits.cpu must be at least the request of 100m, but was 50m
          deployment.yaml | cpu: 500m                | cpu: -1              | 46   | limits.cpu must be a CPU quantity such as 500m, but was '-1'
          deployment.yaml | resources:               | resource:            | 31   | spec.template.spec.containers[0].resources is missing
          deployment.yaml | containers:              | container:           | 23   | spec.template.spec.containers is missing
          deployment.yaml | "        - name: demo-app" | "        name: demo-app" | 32 | this is not YAML
          deployment.yaml | "      containers:"      | "     containers:"   | 30   | this is not YAML
          deployment.yaml | "terminationGracePeriodSeconds: 30" | "terminationGracePeriodSeconds: soon" | 25 | must be a whole number from 0 to 3600, but was 'soon'
          deployment.yaml | kind: Deployment         | kind: StatefulSet    | 0    | expected a Deployment of apps/v1, but there is none
          hpa.yaml        | maxReplicas: 10          | maxReplicas: 1000    | 14   | spec.maxReplicas must be a whole number from 1 to 50, but was '1000'
          hpa.yaml        | minReplicas: 1           | minReplicas: 11      | 14   | spec.maxReplicas: Invalid value
          hpa.yaml        | averageUtilization: 50   | averageUtilization: 0 | 21  | must be greater than 0
          hpa.yaml        | "    name: demo-app"     | "    name: other"    | 12   | spec.scaleTargetRef.name must be 'demo-app', but was 'other'
          service.yaml    | "  name: demo-app"       | "  name: other"      | 4    | metadata.name must be 'demo-app', but was 'other'
          """)
  void says_the_file_the_line_and_what_is_wrong(
      String file, String what, String becomes, int line, String sentence) throws IOException {
    copySound();
    Path broken = base.resolve("demo-app").resolve(file);
    String text = Files.readString(broken);
    assertThat(text).contains(what);
    Files.writeString(broken, text.replaceFirst(Pattern.quote(what), becomes));
    assertThatThrownBy(() -> TargetManifests.read(base))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith(line == 0 ? broken + ": " : "%s, line %d: ".formatted(broken, line))
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void says_which_file_is_missing() throws IOException {
    copySound();
    Path missing = base.resolve("demo-app").resolve("service.yaml");
    Files.delete(missing);
    assertThatThrownBy(() -> TargetManifests.read(base))
        .hasMessage(missing + ": the file does not exist");
  }

  private void copySound() throws IOException {
    Files.createDirectories(base.resolve("demo-app"));
    for (String file : new String[] {"deployment.yaml", "hpa.yaml", "service.yaml"}) {
      Files.copy(SOUND.resolve("demo-app").resolve(file), base.resolve("demo-app").resolve(file));
    }
  }
}
