package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HpaCommandsTest {

  private static final String AUTOSCALER =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: web
      spec:
        scaleTargetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: web
        maxReplicas: 10
        metrics:
          - type: Resource
            resource:
              name: cpu
              target:
                type: Utilization
                averageUtilization: 50
      """;
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        template:
          spec:
            containers:
              - name: app
                resources:
                  requests:
                    cpu: 100m
      """;
  private static final String OBSERVATION =
      """
      atSeconds: 100
      specReplicas: 2
      pods:
        - {name: a, phase: Running, startedAtSeconds: -900, ready: True, readyTransitionAtSeconds: -890}
        - {name: b, phase: Running, startedAtSeconds: -900, ready: True, readyTransitionAtSeconds: -890}
      metrics:
        resource:
          cpu:
            a: {milli: 90, atSeconds: 95, windowSeconds: 30}
            b: {milli: 100, atSeconds: 95, windowSeconds: 30}
      """;
  private static final String SCENARIO =
      """
      {"id": "one", "hpa": {"spec": {"maxReplicas": 10}}, "controller": {"tolerance": 0.1},\
       "containerRequests": {"app": {"cpu": "100m"}}, "ticks": [\
       {"atSeconds": 15, "specReplicas": 1, "pods": [{"name": "a", "phase": "Running",\
       "startedAtSeconds": -900, "ready": "True", "readyTransitionAtSeconds": -890}],\
       "metrics": {"resource": {"cpu": {"a": {"milli": 160, "atSeconds": 5}}}},\
       "expected": {"specReplicas": 99}},\
       {"atSeconds": 30.5, "specReplicas": 2, "pods": [], "metrics": {}}]}
      """;

  @TempDir private Path folder;
  private final Shell shell = new Shell();

  @Test
  void check_accepts_a_sound_autoscaler() throws IOException {
    assertThat(bellows("check", "-f", file("hpa.yaml", AUTOSCALER + "---\n" + DEPLOYMENT)))
        .isZero();

    assertThat(shell.out())
        .contains("hpa.yaml:1: HorizontalPodAutoscaler/web is accepted by Kubernetes, no warnings");
  }

  @Test
  void check_shows_what_kubernetes_would_refuse_and_where() throws IOException {
    String refused = AUTOSCALER.replace("maxReplicas: 10", "maxReplicas: 0");

    assertThat(bellows("check", "-f", file("hpa.yaml", refused))).isEqualTo(64);

    assertThat(shell.out())
        .contains("hpa.yaml:10: spec.maxReplicas: Required value: must be set and greater than 0");
  }

  @Test
  void check_shows_what_kubernetes_could_not_read_and_where() throws IOException {
    String unreadable = AUTOSCALER.replace("averageUtilization: 50", "averageUtilisation: 50");

    assertThat(bellows("check", "-f", file("hpa.yaml", unreadable))).isEqualTo(64);

    assertThat(shell.out())
        .contains("hpa.yaml:17: HorizontalPodAutoscaler in version \"v2\" cannot be handled")
        .contains("unknown field \"spec.metrics[0].resource.target.averageUtilisation\"");
  }

  @Test
  void check_warns_with_the_line_of_each_document_and_passes() throws IOException {
    String fixed = AUTOSCALER.replace("maxReplicas: 10", "maxReplicas: 1");
    String bare = DEPLOYMENT.replace("cpu: 100m", "memory: 1Gi");

    assertThat(bellows("check", "-f", file("hpa.yaml", fixed), "-f", file("deployment.yaml", bare)))
        .isZero();

    assertThat(shell.out())
        .contains("is accepted by Kubernetes, 2 warnings")
        .contains("hpa.yaml:10: spec.maxReplicas [fixed-size]")
        .contains("better: maxReplicas: 2")
        .contains(
            "deployment.yaml:11: Deployment/web"
                + " spec.template.spec.containers[0].resources.requests.cpu [missing-request]");
  }

  @Test
  void check_tells_programs_the_same() throws IOException {
    String refused =
        AUTOSCALER.replace("maxReplicas: 10", "maxReplicas: 1")
            + "---\n"
            + AUTOSCALER
                .replace("maxReplicas: 10", "maxReplicas: 0")
                .replace("name: web", "name: b")
            + "---\n"
            + AUTOSCALER
                .replace("maxReplicas: 10", "maxReplicas: x")
                .replace("name: web", "name: c");

    assertThat(bellows("check", "--json", "-f", file("hpa.yaml", refused))).isEqualTo(64);

    List<?> answers = JSON.std.listFrom(shell.out());
    assertThat(answers)
        .satisfiesExactly(
            accepted ->
                assertThat(JSON.std.asString(accepted))
                    .contains("\"accepted\":true")
                    .contains("\"rule\":\"fixed-size\"")
                    .contains("\"line\":10")
                    .contains("\"defaulted\":{"),
            invalid ->
                assertThat(JSON.std.asString(invalid))
                    .contains("\"accepted\":false")
                    .contains("\"reason\":\"FieldValueRequired\"")
                    .contains("\"line\":28"),
            notDecodable ->
                assertThat(JSON.std.asString(notDecodable))
                    .contains("\"field\":\"spec.maxReplicas\"")
                    .contains("cannot unmarshal string"));
  }

  @Test
  void check_reads_the_list_that_kubectl_prints() throws IOException {
    String list =
        "apiVersion: v1\nkind: List\nitems:\n- "
            + AUTOSCALER.replace("maxReplicas: 10", "maxReplicas: 1").indent(2).strip()
            + "\n- "
            + DEPLOYMENT.replace("template:", "replicas: 2\n  template:").indent(2).strip();

    assertThat(bellows("check", "-f", file("list.yaml", list))).isZero();

    assertThat(shell.out())
        .contains("list.yaml:13: spec.maxReplicas [fixed-size]")
        .contains("list.yaml:26: Deployment/web spec.replicas [owned-replicas]");
  }

  @Test
  void check_needs_an_autoscaler() throws IOException {
    assertThat(bellows("check", "-f", file("deployment.yaml", DEPLOYMENT))).isEqualTo(64);

    assertThat(shell.err()).contains("deployment.yaml: there is no HorizontalPodAutoscaler in it.");
  }

  @Test
  void what_is_no_yaml_is_told_with_its_line() throws IOException {
    assertThat(bellows("check", "-f", file("hpa.yaml", "a: 1\nb: [1\nc: 2\n"))).isEqualTo(64);
    assertThat(shell.err()).contains("hpa.yaml:3: no YAML: ");

    assertThat(bellows("check", "-f", file("list.yaml", "a: 1\n---\n- 1\n"))).isEqualTo(64);
    assertThat(shell.err()).contains("list.yaml:3: a document must be an object, but was [1]");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThat(bellows("check", "-f", "nowhere.yaml")).isEqualTo(64);
    assertThat(bellows("replay", "nowhere.gz")).isEqualTo(64);

    assertThat(shell.err())
        .contains("nowhere.yaml: there is no such file.")
        .contains("nowhere.gz: there is no such file.");
  }

  @Test
  void explain_tells_the_decision_and_its_steps() throws IOException {
    assertThat(
            bellows(
                "explain",
                "-f",
                file("hpa.yaml", AUTOSCALER + "---\n" + DEPLOYMENT),
                "-f",
                file("observation.yaml", OBSERVATION)))
        .isZero();

    assertThat(shell.out())
        .startsWith("2 -> 4: CPU is 95 % of a 50 % target over 2 ready pods")
        .contains("COUNTED      a, b")
        .contains("AbleToScale    True   SucceededRescale: ")
        .contains("Normal SuccessfulRescale: New size: 4");
  }

  @Test
  void explain_carries_the_memory_from_observation_to_observation() throws IOException {
    String quieter =
        OBSERVATION
            .replace("atSeconds: 100", "atSeconds: 115")
            .replace("specReplicas: 2", "specReplicas: 4")
            .replace("milli: 90", "milli: 10")
            .replace("milli: 100", "milli: 10");
    String requests = "containerRequests: {app: {cpu: 100m}}\n";

    assertThat(
            bellows(
                "explain",
                "-f",
                file("hpa.yaml", AUTOSCALER),
                "-f",
                file("seen.yaml", requests + OBSERVATION + "---\n" + requests + quieter)))
        .isZero();

    assertThat(shell.out()).contains("bound by  STABILIZATION").contains("ScaleDownStabilized");
  }

  @Test
  void explain_hears_the_controllers_flags_and_answers_in_json() throws IOException {
    String seen =
        "containerRequests: {app: {cpu: 100m}}\ncontroller: {tolerance: 0.9}\n" + OBSERVATION;

    assertThat(
            bellows(
                "explain",
                "--json",
                "-f",
                file("hpa.yaml", AUTOSCALER),
                "-f",
                file("seen.yaml", seen.replace("milli: 100", "milli: 90"))))
        .isZero();

    Map<String, Object> decision = JSON.std.mapFrom(shell.out());
    assertThat(decision)
        .containsEntry("to", 2)
        .containsEntry("binding", "TOLERANCE")
        .containsKeys("sentence", "metrics", "conditions", "currentMetrics");
  }

  @Test
  void explain_names_what_is_missing_or_wrong() throws IOException {
    String autoscaler = file("hpa.yaml", AUTOSCALER);
    String refused = file("refused.yaml", AUTOSCALER.replace("maxReplicas: 10", "maxReplicas: 0"));
    String unread = file("unread.yaml", AUTOSCALER.replace("maxReplicas: 10", "maxReplicas: x"));
    String observation = file("seen.yaml", OBSERVATION);
    String wrong =
        file("wrong.yaml", OBSERVATION.replace("name: b, phase: Running", "name: b, phase: Up"));

    assertThat(bellows("explain", "-f", autoscaler)).isEqualTo(64);
    assertThat(bellows("explain", "-f", observation)).isEqualTo(64);
    assertThat(bellows("explain", "-f", refused, "-f", observation)).isEqualTo(64);
    assertThat(bellows("explain", "-f", unread, "-f", observation)).isEqualTo(64);
    assertThat(bellows("explain", "-f", autoscaler, "-f", wrong)).isEqualTo(64);

    assertThat(shell.err())
        .contains("hpa.yaml: there is no observation in it")
        .contains("seen.yaml: there must be one HorizontalPodAutoscaler in it, but there are 0.")
        .contains("refused.yaml:10: spec.maxReplicas: Required value")
        .contains("unread.yaml:10: ")
        .contains(
            "wrong.yaml:5: pods[1].phase must be one of Pending, Running, Succeeded, Failed,"
                + " Unknown, but was Up.");
  }

  @Test
  void replay_decides_again_and_does_not_look_at_what_was_expected() throws IOException {
    assertThat(bellows("replay", file("recording.jsonl", SCENARIO))).isZero();

    List<String> lines = shell.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(JSON.std.mapFrom(lines.getFirst()))
        .containsEntry("id", "one")
        .containsEntry("tick", 0)
        .containsEntry("atSeconds", 15)
        .containsEntry("specReplicas", 2)
        .containsKeys("conditions", "events", "currentMetrics")
        .doesNotContainKey("error");
    assertThat(JSON.std.mapFrom(lines.getLast()))
        .containsEntry("atSeconds", 30.5)
        .containsEntry("specReplicas", 2)
        .containsKey("error");
  }

  @Test
  void replay_reads_what_is_gzipped_and_the_standard_input() throws IOException {
    Path zipped = folder.resolve("recording.jsonl.gz");
    Files.write(zipped, gzipped(SCENARIO));
    assertThat(bellows("replay", zipped.toString())).isZero();
    String fromFile = shell.out();

    shell.clear();
    InputStream console = System.in;
    System.setIn(new ByteArrayInputStream(gzipped(SCENARIO)));
    try {
      assertThat(bellows("replay", "-")).isZero();
    } finally {
      System.setIn(console);
    }

    assertThat(shell.out()).isEqualTo(fromFile).isNotEmpty();
  }

  @Test
  void replay_names_the_line_and_the_field() throws IOException {
    String broken = SCENARIO.replace("\"specReplicas\": 1,", "\"specReplicas\": true,");
    assertThat(bellows("replay", file("a.jsonl", SCENARIO + broken))).isEqualTo(64);
    assertThat(bellows("replay", file("b.jsonl", "\n{\n"))).isEqualTo(64);
    assertThat(bellows("replay", file("c.jsonl", ""))).isEqualTo(64);

    assertThat(shell.err())
        .contains("a.jsonl:2: ticks[0].specReplicas must be a number, but was true.")
        .contains("b.jsonl:2: no JSON object: ")
        .contains("c.jsonl: it is empty, but must hold one scenario a line");
  }

  @Test
  void hpa_alone_names_its_commands() {
    assertThat(bellows()).isEqualTo(64);
    assertThat(bellows("check")).isEqualTo(64);

    assertThat(shell.err())
        .contains("Name a command: check, explain or replay.")
        .contains("--filename");
  }

  private static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  private int bellows(String... arguments) {
    return shell.run(List.of("hpa"), arguments);
  }
}
