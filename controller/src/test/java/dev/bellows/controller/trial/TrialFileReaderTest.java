package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
            load: {intensity: 70, duration: 2m, shape: {kind: ramp}}
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
            new HpaChange(
                Map.of(
                    "maxReplicas",
                    3,
                    "behavior",
                    Map.of("scaleUp", Map.of("stabilizationWindowSeconds", 0))),
                true));
    assertThat(file.load()).containsEntry("intensity", 70).containsEntry("duration", 120.0);
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
      quoteCharacter = '`',
      value = {
        "`name: a` | `line 1: load is missing.`",
        "`load: {profile: heavy}` | `line 1: name is missing.`",
        "`name: a\\nlod: {}` | `line 2, lod: is not known here`",
        "`name: a\\nload: {profile: heavy}\\nslo:\\n  errors: lots` | `line 4, slo.errors: must be a share`",
        "`name: a\\nload: {rate: 5}\\nslo: {latency: {fast: 3}}` | `line 3, slo.latency.fast: must be a percentile`",
        "`name: a\\nload: {rate: 5}\\nslo: {latency: {p95: fast}}` | `line 3, slo.latency.p95: must be a number from 0.1 to 1000000, but was 'fast'.`",
        "`name: a\\nload: {rate: 5}\\nslo: {errors: 150 %}` | `line 3, slo.errors: must be a share such as 5 % or 0.05, but was '150 %'.`",
        "`name: a\\nload: {rate: 5}\\nslo: {errors: -1 %}` | `line 3, slo.errors: must be a share such as 5 % or 0.05, but was '-1 %'.`",
        "`name: a\\nload: {rate: 5}\\nslo: {missedWindows: 5}` | `line 3, slo.missedWindows: must be a share`",
        "`name: a\\nload: {rate: 5}\\nelasticity: {tauU: 40}` | `line 3, elasticity.tauU: must be a share such as 5 % or 0.05, but was '40'.`",
        "`name: a\\nload: {rate: 5}\\nelasticity: {flaps: 5 %}` | `line 3, elasticity.flaps: must be a number from 0 to 1000000000`",
        "`name: a\\nload: {rate: 5}\\nelasticity: {tau: 1}` | `line 3, elasticity.tau: is not known here; known are flaps`",
        "`name: a\\nload: {rate: 5}\\nrepetitions: 99` | `line 3, repetitions: must be a whole number from 1 to 20`",
        "`name: a\\nload: {rate: 5}\\nrepetitions: 2.5` | `line 3, repetitions: must be a whole number from 1 to 20, but was '2.5'.`",
        "`name: a\\nload: {rate: 5}\\nrepetitions: \"3\"` | `line 3, repetitions: must be a whole number`",
        "`name: a\\nload: {rate: 5}\\nrepetitions: [3]` | `line 3, repetitions: must be a whole number from 1 to 20, but was a list.`",
        "`name: a\\nload: {rate: 5}\\ncapacity: .inf` | `line 3, capacity: must be a number from 0.01 to 1000000, but was '.inf'.`",
        "`name: a\\nload: {rate: 5}\\ncapacity: .nan` | `line 3, capacity: must be a number`",
        "`name: a\\nload: {rate: 5}\\ncalibrate: yes` | `line 3, calibrate: must be true or false, but was 'yes'.`",
        "`name: a\\nload: {rate: 5}\\nsettle: soon` | `line 3, settle: must be a time`",
        "`name: a\\nload: {rate: 5}\\nsettle: -5s` | `line 3, settle: must be a time from 0s to 1h such as 30s or 2m, but was '-5s'.`",
        "`name: a\\nload: {rate: 5}\\nsettle: 2h` | `line 3, settle: must be a time from 0s to 1h`",
        "`name: a\\nload: {rate: 5}\\nsettle: {a: 1}` | `line 3, settle: must be a time from 0s to 1h such as 30s or 2m, but was a mapping.`",
        "`name: a\\nload: {rate: 5}\\ntarget: {cpuLimit: much}` | `line 3, target.cpuLimit: must be a CPU quantity`",
        "`name: a\\nload: {rate: 5}\\ntarget: demo-app` | `line 3, target: must be a mapping, but was 'demo-app'.`",
        "`name: a\\nload: {rate: 5}\\ncron: 99 * * * *` | `line 3, cron: the minute must be from 0 to 59`",
        "`name: a\\nload: {rate: 5}\\ncron: 0 0 30 2 *` | `line 3, cron: names a day that never comes: '0 0 30 2 *'.`",
        "`name: a\\nload: {rate: 5}\\nhpa: mine` | `line 3, hpa: must be in-place, bundled`",
        "`name: a\\nload: {rate: 5}\\nhpa: {maxReplicas: 0x10}` | `line 3, hpa.maxReplicas: must be a number in decimal digits, but was '0x10'.`",
        "`name: a\\nload: heavy` | `line 2, load: must be a mapping, but was 'heavy'.`",
        "`name: a\\nload: {}` | `line 2, load: intensity is missing: give a profile`",
        "`name: a\\nload: {intensity: 500}` | `line 2, load.intensity: must be a number from 1 to 200`",
        "`name: a\\nload:\\n  profil: heavy` | `line 3, load.profil: is not known here`",
        "`name: a\\nload:\\n  profile: heavvy` | `line 3, load.profile: must be one of light, heavy, chaos, but was heavvy.`",
        "`name: a\\nload: {rate: fast}` | `line 2, load.rate: must be a number from 0.1 to 1000000, but was 'fast'.`",
        "`name: a\\nload:\\n  rate: 5\\n  duration: 0` | `line 4, load.duration: must be a time from 1s to 8760h`",
        "`name: a\\nload: {rate: 5, type: gpu}` | `line 2, load.type: must be one of http, cpu, mixed, but was gpu.`",
        "`name: a\\nload:\\n  rate: 5\\n  shape: steps\\n  steps: 5 for 3s` | `line 5, load.steps: must be 1 to 1000 steps`",
        "`name: a\\nload:\\n  rate: 5\\n  shape:\\n    kind: sine\\n    mean: much` | `line 6, load.shape.mean: must be a level`",
        "`name: a\\nload: {users: 5, rate: 9}` | `line 2, load.rate: cannot be given with users`",
        "`name: a\\nload: {rate: [5]}` | `line 2, load.rate: must be a number`",
        "`name: 2026\\nload: {rate: 5}` | `line 1, name: must be a text, but was 2026; put it into quotes.`",
        "`name: [a]\\nload: {rate: 5}` | `line 1, name: must be a single value, but was a list.`",
        "`name: a\\nname: b\\nload: {rate: 5}` | `line 2, name: is given twice.`",
        "`name: a\\nload: {rate: 5, rate: 6}` | `line 2, load.rate: is given twice.`",
        "`name: a\\nload: &x {shape: *x}` | `line 2`",
        "`name: [` | `this is not YAML`",
        "`a: b: c` | `line 1: this is not YAML: mapping values are not allowed here.`",
        "`name: a\\nload: *none` | `line 2: this is not YAML: found undefined alias none.`",
        "`name: a\\nload: {rate: 5}\\n---\\nname: b` | `line 3: a second document begins here, but a file holds one trial.`",
        "`` | `line 1: the file is empty.`",
        "`# nothing` | `line 1: the file is empty.`",
        "`---` | `line 1: a trial file must be a mapping with name and load, but was empty.`",
        "`- name: a` | `line 1: a trial file must be a mapping with name and load, but was a list.`",
        "`heavy` | `line 1: a trial file must be a mapping with name and load, but was 'heavy'.`"
      })
  void a_flaw_is_told_with_its_line_and_its_path(String text, String sentence) {
    assertThatThrownBy(() -> TrialFileReader.read(text.replace("\\n", "\n")))
        .isInstanceOf(TrialFileException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void anchors_stand_for_what_they_name_and_a_null_for_nothing() {
    TrialFile file =
        TrialFileReader.read(
            """
            name: a
            load: {rate: 5, duration: &long 010, seed: ~}
            settle: *long
            slo: {latency: {p95: &slow 300ms, p99: *slow}, errors: 1e-3}
            calibrate: True
            capacity: +40
            """);
    assertThat(file.load()).isEqualTo(Map.of("rate", 5, "duration", 10.0));
    assertThat(file.settle()).isEqualTo(Duration.ofSeconds(10));
    assertThat(file.slo()).isEqualTo(Map.of(95.0, 300.0, 99.0, 300.0));
    assertThat(file.errors()).hasValue(0.001);
    assertThat(file.calibrate()).isTrue();
    assertThat(file.capacity()).hasValue(40);
  }

  @Test
  void the_bundled_autoscaler_is_the_one_that_comes_with_bellows() {
    HpaChange bundled = TrialFileReader.read("name: a\nload: {rate: 5}\nhpa: bundled").hpa();
    assertThat(bundled.whole()).isTrue();
    assertThat(bundled.appliedTo(Map.of("maxReplicas", 3, "scaleTargetRef", "the same")))
        .containsEntry("maxReplicas", 10)
        .containsEntry("scaleTargetRef", "the same");
    assertThat(
            new HpaChange(Map.of("behavior", Map.of("scaleUp", 1)), false)
                .appliedTo(Map.of("maxReplicas", 3, "behavior", Map.of("scaleDown", 2))))
        .containsEntry("maxReplicas", 3)
        .containsEntry("behavior", Map.of("scaleUp", 1, "scaleDown", 2));
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
}
