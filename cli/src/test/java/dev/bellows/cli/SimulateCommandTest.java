package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellows.cli.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class SimulateCommandTest {

  private static final String MANIFESTS =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
        minReplicas: 1
        maxReplicas: 10
        metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
        behavior:
          scaleUp:
            stabilizationWindowSeconds: 30
            policies: [{type: Percent, value: 100, periodSeconds: 30}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            containers: [{name: app, resources: {requests: {cpu: 100m}}}]
      """;

  private static final String BURST = "seconds,rate\n0,0\n20,34\n";

  @TempDir private Path folder;
  private final Shell shell = new Shell();

  @Test
  void a_load_that_comes_to_stay_is_followed_by_doubling() throws IOException {
    assertThat(simulate(MANIFESTS, BURST, "--cpu-millis", "10", "--until", "600")).isZero();

    assertThat(shell.out())
        .contains("1 -> 2    the scaling policy")
        .contains("2 -> 4    the scaling policy")
        .contains("replicas 1 to 7, on average 5.97; at max for 0 s")
        .contains("0.00 % of the load was more than the Ready pods could take");
  }

  @Test
  void programs_get_the_paths() throws IOException {
    assertThat(
            simulate(
                MANIFESTS,
                BURST,
                "--cpu-millis",
                "10",
                "--until",
                "600",
                "--cpu-limit",
                "100m",
                "--start-up",
                "5",
                "--json"))
        .isZero();

    Json run = Json.parse(shell.out());
    assertThat(run.number("until")).isEqualTo(600);
    List<?> desired = (List<?>) run.fields().get("desired");
    assertThat(desired).first().asString().isEqualTo("[0.0, 1.0]");
    assertThat(run.number("missedShare")).isBetween(0.01, 0.5);
    assertThat(run.number("maxReplicas")).isBetween(6.0, 10.0);
    assertThat(run.number("minReplicas")).isCloseTo(1, within(0.0));
  }

  @Test
  void an_option_can_stand_for_the_deployment() throws IOException {
    String alone = MANIFESTS.substring(0, MANIFESTS.indexOf("---"));

    assertThat(simulate(alone, BURST, "--cpu-millis", "10", "--until", "60")).isEqualTo(64);
    assertThat(shell.err())
        .contains("there is no Deployment with a CPU request in it; give one, or --cpu-request.");
    assertThat(
            simulate(alone, BURST, "--cpu-millis", "10", "--until", "60", "--cpu-request", "100m"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cpu-millis 0 --until 60|--cpu-millis must be between 0.001 and 1000000.0, but was 0.0",
        "--cpu-millis 1 --until 0|--until must be between 1.0 and 604800.0, but was 0.0",
        "--cpu-millis 1 --until NaN|--until must be between 1.0 and 604800.0, but was NaN",
        "--cpu-millis 1 --until 9 --start-up -1|--start-up must be between 0.0 and 3600.0, but was -1.0",
        "--cpu-millis 1 --until 9 --cpu-limit much|--cpu-limit must be a quantity of 1m to 1000, but was much",
        "--cpu-millis 1 --until 9 --cpu-request 0|--cpu-request must be a quantity of 1m to 1000, but was 0",
      })
  void what_cannot_be_is_told_in_one_sentence(String options, String problem) throws IOException {
    assertThat(simulate(MANIFESTS, BURST, options.split(" "))).isEqualTo(64);

    assertThat(shell.err().strip()).isEqualTo(problem);
  }

  @Test
  void an_unreadable_load_is_told_with_its_line() throws IOException {
    assertThat(simulate(MANIFESTS, "0,1\n5,x\n", "--cpu-millis", "1", "--until", "9"))
        .isEqualTo(64);

    assertThat(shell.err()).contains("load.csv: line 2 must be seconds,rate or seconds");
  }

  private int simulate(String manifests, String load, String... options) throws IOException {
    Path autoscaler = Files.writeString(folder.resolve("hpa.yaml"), manifests);
    Path csv = Files.writeString(folder.resolve("load.csv"), load);
    return shell.run(
        List.of("simulate", "-f", autoscaler.toString(), "--load", csv.toString()), options);
  }
}
