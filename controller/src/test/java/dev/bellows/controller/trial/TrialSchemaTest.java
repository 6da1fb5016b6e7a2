package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.bellows.core.schedule.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The published schema, as an editor uses it, against the reader.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrialSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TrialSchema.text());

  /// Values of every kind that a field has, and of none.
  private static final List<String> SAMPLES =
      List.of(
          "5",
          "0",
          "-1",
          "0.5",
          "1.5",
          "99",
          "150",
          "1e3",
          "100000000",
          "\"5\"",
          "\"\"",
          "fast",
          "true",
          "\"true\"",
          "5 %",
          "100 %",
          "150 %",
          "-1 %",
          "500ms",
          "30s",
          "1.5m",
          "2h",
          "-5s",
          "100m",
          "45/s",
          "[5]",
          "{a: 1}",
          "best",
          "1.1",
          "cpu",
          "heavy",
          "poisson",
          "ramp",
          "in-place",
          "hpa.txt",
          "0 3 * * *");

  /// What is beyond a schema: what a text means, and how one field goes with another.
  private static final Set<String> BEYOND = Set.of("cron", "target.cpuLimit");

  @ParameterizedTest
  @MethodSource("readyTrials")
  void an_editor_takes_the_trials_that_come_with_bellows(Path file) throws IOException {
    assertThat(flaws(Files.readString(file))).isEmpty();
  }

  static Stream<Path> readyTrials() throws IOException {
    return Files.list(Path.of("..", "trials"));
  }

  @Test
  void a_sample_of_every_field_is_judged_alike() throws IOException {
    List<String> apart = new ArrayList<>();
    int taken = 0;
    for (String field : fields()) {
      for (String sample : SAMPLES) {
        String text = fileWith(field, sample);
        boolean reads = reads(text);
        boolean valid = flaws(text).isEmpty();
        taken += reads && valid ? 1 : 0;
        boolean beyond =
            BEYOND.contains(field)
                || field.startsWith("load.")
                || field.equals("prepare")
                || field.equals("settle");
        if (reads && !valid || valid && !reads && !beyond) {
          apart.add("%s: %s, the reader %s".formatted(field, sample, reads ? "takes" : "refuses"));
        }
      }
    }
    assertThat(apart).isEmpty();
    assertThat(taken).isGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: a",
        "load: {rate: 5}",
        "name: a\nload: {}",
        "name: a\nload: heavy",
        "name: a\nlod: {rate: 5}",
        "name: a\nload: {rate: 5}\nslo: {latency: {fast: 3}}",
        "name: a\nload: {rate: 5}\nslo: {latency: {p95: fast}}",
        "name: a\nload: {rate: 5}\nslo: {latency: {p95: -3}}",
        "name: a\nload: {rate: 5}\nelasticity: {tau: 1}",
        "name: a\nload: {users: 5, rate: 9}",
        "- name: a",
        "heavy"
      })
  void both_refuse_what_is_missing_or_unknown(String text) {
    assertThat(reads(text)).isFalse();
    assertThat(flaws(text)).isNotEmpty();
  }

  @Test
  void both_take_what_the_handbook_shows() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "trials.md"));
    int from = page.indexOf("```yaml\n") + "```yaml\n".length();
    String text = page.substring(from, page.indexOf("```", from));
    assertThat(reads(text)).isTrue();
    assertThat(flaws(text)).isEmpty();
  }

  @Test
  void the_schema_knows_what_the_reader_knows() throws IOException {
    JsonNode schema = JSON.readTree(TrialSchema.text());
    assertThat(properties(schema)).isEqualTo(TrialFileReader.KNOWN);
    JsonNode parts = schema.path("properties");
    assertThat(properties(parts.path("target"))).isEqualTo(TrialFileReader.TARGET);
    assertThat(properties(parts.path("slo"))).isEqualTo(TrialFileReader.SLO);
    assertThat(properties(parts.path("elasticity"))).isEqualTo(TrialFileReader.ELASTICITY);
    assertThat(properties(parts.path("cost"))).isEqualTo(TrialFileReader.COST);
    Set<String> load = new TreeSet<>(TrialLoad.OWN);
    load.addAll(Shape.parameters());
    assertThat(properties(parts.path("load"))).isEqualTo(load);
  }

  /// A trial that is whole but for one field.
  private static String fileWith(String field, String value) {
    int dot = field.indexOf('.');
    String part = dot < 0 ? field : field.substring(0, dot);
    String entry = dot < 0 ? value : "{%s: %s}".formatted(field.substring(dot + 1), value);
    if (part.equals("load") && dot > 0 && !field.matches("load\\.(rate|users|intensity|profile)")) {
      entry = "{rate: 5, %s: %s}".formatted(field.substring(dot + 1), value);
    }
    return (part.equals("name") ? "" : "name: a\n")
        + (part.equals("load") ? "" : "load: {rate: 5}\n")
        + "%s: %s\n".formatted(part, entry);
  }

  /// The paths of all fields that the schema names.
  private static List<String> fields() throws IOException {
    JsonNode parts = JSON.readTree(TrialSchema.text()).path("properties");
    List<String> fields = new ArrayList<>();
    for (String name : properties(JSON.readTree(TrialSchema.text()))) {
      fields.add(name);
      properties(parts.path(name)).forEach(inner -> fields.add(name + "." + inner));
    }
    return fields;
  }

  private static boolean reads(String text) {
    try {
      TrialFileReader.read(text);
      return true;
    } catch (TrialFileException refused) {
      return false;
    }
  }

  private static Set<?> flaws(String text) {
    Object document =
        new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text);
    return SCHEMA.validate(JSON.valueToTree(document));
  }

  private static Set<String> properties(JsonNode schema) {
    Set<String> names = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
