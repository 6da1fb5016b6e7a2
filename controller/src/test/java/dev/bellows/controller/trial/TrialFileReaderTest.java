package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialFileReaderTest {
  @Test
  void everything_that_a_file_can_say_is_read() {
    TrialFile file =
        TrialFileReader.read(
            """
            name: whole
            description: All of it.
            target: {deployment: deployment/shop, url: "http://shop", cpuLimit: 100m}
            hpa: {spec: {maxReplicas: 3, behavior: {scaleUp: {stabilizationWindowSeconds: 0}}}}
            load: {intensity: 70, duration: 2m, shape: {shape: ramp}}
            slo:
              latency: {p95: 300ms, p99.9: 2s, p50: 20}
              errors: 0.5 %
              missedWindows: 0.05
            elasticity: {tauU: 40 %, flaps: 1, thetaO: 2.5}
            cost: {perThousand: 0.01, currency: EUR, cpuCoreHour: 0.1}
            capacity: 41.5
            calibrate: true
            prepare: 90
            settle: 1m
            repetitions: 3
            cron: "0 3 * * 1-5"
            """);
    assertThat(file.name()).isEqualTo("whole");
    assertThat(file.target()).contains("deployment/shop");
    assertThat(file.url()).contains("http://shop");
    assertThat(file.cpuLimit()).contains(100);
    assertThat(file.hpa())
        .isEqualTo(
            Map.of(
                "maxReplicas",
                3,
                "behavior",
                Map.of("scaleUp", Map.of("stabilizationWindowSeconds", 0))));
    assertThat(file.load()).containsEntry("intensity", 70).containsEntry("duration", "2m");
    assertThat(file.slo()).isEqualTo(Map.of(95.0, 300.0, 99.9, 2_000.0, 50.0, 20.0));
    assertThat(file.errors()).hasValue(0.005);
    assertThat(file.missedWindows()).isEqualTo(0.05);
    assertThat(file.limits()).isEqualTo(Map.of("tauU", 0.4, "flaps", 1.0, "thetaO", 2.5));
    assertThat(file.costPerThousand()).hasValue(0.01);
    assertThat(file.prices().currency()).isEqualTo("EUR");
    assertThat(file.prices().cpuCore().amount()).isEqualTo(0.1);
    assertThat(file.capacity()).hasValue(41.5);
    assertThat(file.calibrate()).isTrue();
    assertThat(file.prepare()).isEqualTo(Duration.ofSeconds(90));
    assertThat(file.settle()).isEqualTo(Duration.ofMinutes(1));
    assertThat(file.repetitions()).isEqualTo(3);
    assertThat(file.cron()).contains("0 3 * * 1-5");
  }

  @Test
  void json_is_read_like_yaml() {
    TrialFile file =
        TrialFileReader.read(
            "{\"name\": \"a\", \"load\": {\"profile\": \"heavy\"}, \"repetitions\": 2}");
    assertThat(file.load()).isEqualTo(Map.of("profile", "heavy"));
    assertThat(file.repetitions()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "name: a                                           | line 1: load is missing.",
        "load: {profile: heavy}                            | line 1: name is missing.",
        "name: a\\nlod: {}                                 | line 2, lod: is not known here",
        "name: a\\nload: {profile: heavy}\\nslo:\\n"
            + "  errors: lots | line 4, slo.errors: must be a share",
        "name: a\\nload: {}\\nslo: {latency: {fast: 3}}    | line 3, slo.latency.fast: must be a"
            + " percentile",
        "name: a\\nload: {intensity: 500}                  | line 2, load.intensity: must be a"
            + " number from 1 to 200",
        "name: a\\nload: {}\\nelasticity: {tau: 1}         | line 3, elasticity.tau: is not known"
            + " here; known are flaps",
        "name: a\\nload: {}\\nrepetitions: 99              | line 3, repetitions: must be a whole"
            + " number from 1 to 20",
        "name: a\\nload: {}\\nsettle: soon                 | line 3, settle: must be a time",
        "name: a\\nload: {}\\ntarget: {cpuLimit: much}     | line 3, target.cpuLimit: must be a CPU"
            + " quantity",
        "name: a\\nload: {}\\ncron: 99 * * * *             | line 3, cron: the minute must be from"
            + " 0 to 59",
        "name: a\\nload: {}\\nhpa: mine                    | line 3, hpa: must be in-place,"
            + " bundled",
        "name: a\\nload: heavy                             | line 2, load: must be a mapping.",
        "name: [                                           | this is not YAML"
      })
  void a_flaw_is_told_with_its_line_and_its_path(String text, String sentence) {
    assertThatThrownBy(() -> TrialFileReader.read(text.replace("\\n", "\n")))
        .isInstanceOf(TrialFileException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @MethodSource("readyTrials")
  void the_trials_that_come_with_bellows_can_be_read(Path file) throws IOException {
    TrialFile trial = TrialFileReader.read(Files.readString(file));
    assertThat(trial.name() + ".yaml").isEqualTo(file.getFileName().toString());
    assertThat(trial.description()).isNotBlank();
  }

  static Stream<Path> readyTrials() throws IOException {
    return Files.list(Path.of("..", "trials"));
  }

  @Test
  void the_schema_knows_what_the_reader_knows() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(TrialSchema.text());
    assertThat(properties(schema)).isEqualTo(TrialFileReader.KNOWN);
    JsonNode parts = schema.path("properties");
    assertThat(properties(parts.path("target"))).isEqualTo(TrialFileReader.TARGET);
    assertThat(properties(parts.path("slo"))).isEqualTo(TrialFileReader.SLO);
    assertThat(properties(parts.path("elasticity"))).isEqualTo(TrialFileReader.ELASTICITY);
    assertThat(properties(parts.path("cost"))).isEqualTo(TrialFileReader.COST);
  }

  private static Set<String> properties(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
