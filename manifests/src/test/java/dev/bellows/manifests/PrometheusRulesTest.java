package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules, dashboards and scalers speak PromQL that parses, about metrics that exist. What needs
/// promtool is among the long tests, for which `.ci/run` installs Prometheus.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PrometheusRulesTest {

  private static final Path PLAIN = Repository.file("k8s/components/prometheus/plain");
  private static final Pattern METRIC = Pattern.compile("\\b(bellows_[a-z_]+|kube_[a-z_]+)\\b");
  private static final Pattern IN_SOURCES = Pattern.compile("\"bellows[._]([a-z._]+)\"");
  private static final String SUFFIX = "(_seconds)?(_total|_bucket|_count|_sum|_max)?";

  /// Those of kube-state-metrics that this repository uses, as its documentation names them.
  private static final Set<String> OF_KUBE_STATE_METRICS =
      Set.of(
          "kube_horizontalpodautoscaler_status_desired_replicas",
          "kube_horizontalpodautoscaler_spec_max_replicas",
          "kube_horizontalpodautoscaler_status_target_metric",
          "kube_horizontalpodautoscaler_spec_target_metric");

  @TempDir Path folder;

  @Test
  @Tag("acceptance")
  void promtool_accepts_the_rules_and_their_tests_pass() {
    promtool("check", "rules", PLAIN.resolve("rules.yaml").toString());
    promtool("test", "rules", PLAIN.resolve("rules-test.yaml").toString());
  }

  @Test
  void every_rule_has_a_test() throws IOException {
    String tests = Files.readString(PLAIN.resolve("rules-test.yaml"));
    for (Manifest rule : rules()) {
      String expected =
          rule.find("record")
              .map(name -> "expr: " + name)
              .orElseGet(() -> "alertname: " + rule.text("alert"));
      assertThat(tests).contains(expected + "\n");
    }
  }

  @Test
  void the_operator_gets_the_same_rules() throws IOException {
    Manifest operators = Rendering.of("monitored").one("PrometheusRule", "bellows");
    assertThat(operators.at("spec").list("groups")).isEqualTo(groups());
  }

  @Test
  @Tag("acceptance")
  void promtool_accepts_the_scrape_config_for_this_machine() {
    promtool("check", "config", PLAIN.resolve("local.yaml").toString());
  }

  /// Debian builds Prometheus without Kubernetes' service discovery, so that part is exchanged for
  /// a static one; the relabelling stays.
  @Test
  @Tag("acceptance")
  void promtool_accepts_the_scrape_config_for_a_cluster() throws IOException {
    String config = Files.readString(PLAIN.resolve("kubernetes.yaml"));
    String discovery =
        """
            kubernetes_sd_configs:
              - role: pod
                namespaces:
                  names: [scaling-challenge]
        """;
    assertThat(config).contains(discovery);
    Path exchanged = folder.resolve("kubernetes.yaml");
    Files.copy(PLAIN.resolve("rules.yaml"), folder.resolve("rules.yaml"));
    Files.writeString(
        exchanged,
        config.replace(discovery, "    static_configs:\n      - targets: [\"127.0.0.1:8080\"]\n"));
    promtool("check", "config", exchanged.toString());
  }

  @Test
  @Tag("acceptance")
  void every_expression_of_dashboard_adapter_and_scaler_parses() throws IOException {
    StringBuilder rules = new StringBuilder("groups:\n  - name: all\n    rules:\n");
    int count = 0;
    for (String expression : expressionsBesideTheRules()) {
      rules.append("      - record: bellows:expression:%d\n".formatted(count++));
      rules.append("        expr: |-\n          ").append(withValues(expression)).append("\n");
    }
    Path file = folder.resolve("expressions.yaml");
    Files.writeString(file, rules);
    promtool("check", "rules", file.toString());
    assertThat(count).isGreaterThan(15);
  }

  @Test
  void every_metric_that_is_asked_for_is_exposed() throws IOException {
    Set<String> exposed = exposed();
    List<String> expressions = new ArrayList<>(expressionsBesideTheRules());
    rules().forEach(rule -> expressions.add(rule.text("expr")));
    for (String expression : expressions) {
      METRIC
          .matcher(expression)
          .results()
          .map(MatchResult::group)
          .forEach(metric ->
              assertThat(
                      OF_KUBE_STATE_METRICS.contains(metric)
                          || exposed.stream().anyMatch(name -> metric.matches(name + SUFFIX)))
                  .as("%s in %s", metric, expression)
                  .isTrue());
    }
  }

  /// The names of meters as the sources have them, with underscores.
  private static Set<String> exposed() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : List.of("demo-app", "load-tester", "controller")) {
      try (Stream<Path> sources = Files.walk(Repository.file(module + "/src/main/java"))) {
        for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
          IN_SOURCES
              .matcher(Files.readString(source))
              .results()
              .map(found -> "bellows_" + found.group(1).replace('.', '_'))
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  private static List<String> expressionsBesideTheRules() throws IOException {
    List<String> expressions = new ArrayList<>();
    JsonNode dashboard =
        new ObjectMapper()
            .readTree(Repository.file("k8s/components/grafana/bellows.json").toFile());
    dashboard.findValuesAsText("expr").forEach(expressions::add);
    String adapter =
        Files.readString(
            Repository.file("k8s/components/scaled-on-custom-metrics/adapter-rules.yaml"));
    for (Manifest rule : Manifest.parse(adapter).getFirst().list("rules")) {
      String series = rule.text("seriesQuery");
      expressions.add(series);
      expressions.add(
          rule.text("metricsQuery")
              .replace("<<.Series>>", series.substring(0, series.indexOf('{')))
              .replace("<<.LabelMatchers>>", "namespace=\"scaling-challenge\"")
              .replace("<<.GroupBy>>", "pod"));
    }
    Rendering.of("keda").one("ScaledObject", "demo-app").at("spec").list("triggers").stream()
        .flatMap(trigger -> trigger.at("metadata").find("query").stream())
        .forEach(query -> expressions.add(query.toString()));
    return expressions;
  }

  /// Grafana's variables stand for these before Prometheus sees them.
  private static String withValues(String expression) {
    return expression
        .replace("$__rate_interval", "20s")
        .replace("$__range_s", "900")
        .replace("$__range", "15m")
        .replaceAll("\\$[a-z_]+", "1");
  }

  private static List<Manifest> groups() throws IOException {
    return Manifest.parse(Files.readString(PLAIN.resolve("rules.yaml"))).getFirst().list("groups");
  }

  static List<Manifest> rules() throws IOException {
    return groups().stream()
        .flatMap(group -> group.list("rules").stream())
        .collect(Collectors.toList());
  }

  private static void promtool(String... words) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(words));
    Command done = Command.run("install the package prometheus", command);
    assertThat(done.exit()).as(done.output()).isZero();
  }
}
