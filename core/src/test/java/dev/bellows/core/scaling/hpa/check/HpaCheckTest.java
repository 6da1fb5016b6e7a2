package dev.bellows.core.scaling.hpa.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.hpa.admission.Sample;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Each surprise once where it is and once where it is not; the sample itself holds none.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HpaCheckTest {

  private static final String AUTOSCALER =
      """
      {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"},
       "spec": {
         "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
         "minReplicas": 1, "maxReplicas": 10,
         "metrics": [{"type": "Resource", "resource": {
           "name": "cpu", "target": {"type": "Utilization", "averageUtilization": 50}}}],
         "behavior": {
           "scaleUp": {"stabilizationWindowSeconds": 30,
             "policies": [{"type": "Percent", "value": 100, "periodSeconds": 30}]},
           "scaleDown": {"stabilizationWindowSeconds": 60,
             "policies": [{"type": "Percent", "value": 50, "periodSeconds": 60}]}}}}
      """;
  private static final String DEPLOYMENT =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
       "spec": {"template": {"spec": {
         "containers": [{"name": "app", "resources": {
           "requests": {"cpu": "100m"}, "limits": {"cpu": "500m"}}}],
         "initContainers": [{"name": "setup"}]}}}}
      """;
  private static final String METRIC = "spec.metrics[0].resource.";
  private static final String CONTAINER = "spec.template.spec.containers[0].";

  private final Map<String, Object> autoscaler = document(AUTOSCALER);
  private final Map<String, Object> deployment = document(DEPLOYMENT);
  private final List<Map<String, Object>> stream = new ArrayList<>(List.of(autoscaler, deployment));

  @Test
  void a_sound_autoscaler_holds_no_surprise() {
    assertThat(HpaCheck.check(stream))
        .singleElement()
        .satisfies(checked -> {
          assertThat(checked.name()).isEqualTo("web");
          assertThat(checked.accepted()).isTrue();
          assertThat(checked.findings()).isEmpty();
        });
  }

  @Test
  void what_the_server_refuses_is_only_refused() {
    Sample.put(autoscaler, "spec.maxReplicas", "0");

    assertThat(HpaCheck.check(stream))
        .singleElement()
        .satisfies(checked -> {
          assertThat(checked.accepted()).isFalse();
          assertThat(checked.verdict()).isInstanceOf(Verdict.Invalid.class);
          assertThat(checked.findings()).isEmpty();
        });
  }

  @Test
  void a_pods_policy_under_max_speeds_up_the_first_steps() {
    Sample.put(
        autoscaler,
        "spec.behavior.scaleUp.policies",
        """
        [{"type": "Percent", "value": 100, "periodSeconds": 30},
         {"type": "Pods", "value": 2, "periodSeconds": 30}]\
        """);

    assertThat(finding("max-with-pods-policy"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo("spec.behavior.scaleUp.policies[1]");
          assertThat(finding.sentence())
              .endsWith("at full load it goes 1, 3, 6, 10, without it 1, 2, 4, 8, 10.");
          assertThat(finding.better()).contains("selectPolicy: Min");
        });
  }

  @Test
  void a_long_climb_is_shown_in_part() {
    Sample.put(autoscaler, "spec.maxReplicas", "19");
    Sample.put(
        autoscaler,
        "spec.behavior.scaleUp.policies",
        """
        [{"type": "Percent", "value": 10, "periodSeconds": 30},
         {"type": "Pods", "value": 2, "periodSeconds": 30}]\
        """);

    assertThat(finding("max-with-pods-policy").sentence())
        .endsWith(
            "it goes 1, 3, 5, 7, 9, 11, 13, 15, ..., without it 1, 2, 3, 4, 5, 6, 7, 8, ....");
  }

  @Test
  void pods_policies_of_another_period_or_downward_are_told_without_the_steps() {
    Sample.put(
        autoscaler,
        "spec.behavior.scaleDown.policies",
        """
        [{"type": "Pods", "value": 2, "periodSeconds": 30},
         {"type": "Percent", "value": 50, "periodSeconds": 30}]\
        """);

    assertThat(finding("max-with-pods-policy").sentence())
        .startsWith("selectPolicy Max takes the policy that allows more, so Pods 2 per 30 s")
        .endsWith("where replicas are few.");
  }

  @Test
  void steps_cannot_be_told_for_periods_that_differ() {
    Sample.put(
        autoscaler,
        "spec.behavior.scaleUp.policies",
        """
        [{"type": "Pods", "value": 2, "periodSeconds": 30},
         {"type": "Percent", "value": 50, "periodSeconds": 60}]\
        """);

    assertThat(finding("max-with-pods-policy").sentence()).endsWith("where replicas are few.");
  }

  @Test
  void a_pods_policy_alone_or_under_min_limits_as_it_says() {
    Sample.put(autoscaler, "spec.behavior.scaleUp.policies[0].type", "\"Pods\"");
    assertThat(rules()).isEmpty();

    Sample.put(
        autoscaler,
        "spec.behavior.scaleUp.policies",
        """
        [{"type": "Percent", "value": 100, "periodSeconds": 30},
         {"type": "Pods", "value": 2, "periodSeconds": 30}]\
        """);
    Sample.put(autoscaler, "spec.behavior.scaleUp.selectPolicy", "\"Min\"");
    assertThat(rules()).isEmpty();
  }

  @Test
  void the_policies_that_the_server_fills_in_are_not_the_users_mistake() {
    Sample.put(autoscaler, "spec.behavior.scaleUp", "");

    assertThat(rules()).isEmpty();
  }

  @Test
  void utilization_needs_a_request_in_every_container() {
    Sample.put(deployment, CONTAINER + "resources", "");

    assertThat(finding("missing-request"))
        .satisfies(finding -> {
          assertThat(finding.field())
              .isEqualTo("Deployment/web spec.template.spec.containers[0].resources.requests.cpu");
          assertThat(finding.sentence()).contains("Container app requests no cpu");
          assertThat(finding.better()).isEqualTo("cpu: 100m");
        });
  }

  @Test
  void a_sidecar_counts_and_another_init_container_does_not() {
    Sample.put(deployment, "spec.template.spec.initContainers[0].restartPolicy", "\"Always\"");

    assertThat(finding("missing-request").sentence()).contains("Container setup");
  }

  @Test
  void a_limit_a_pod_request_or_a_plain_value_does_without_the_request() {
    Sample.put(deployment, CONTAINER + "resources.requests", "");
    assertThat(rules()).doesNotContain("missing-request");

    Sample.put(deployment, CONTAINER + "resources", "");
    Sample.put(deployment, "spec.template.spec.resources", "{\"requests\": {\"cpu\": \"1\"}}");
    assertThat(rules()).isEmpty();

    Sample.put(deployment, "spec.template.spec.resources", "");
    Sample.put(
        autoscaler, METRIC + "target", "{\"type\": \"AverageValue\", \"averageValue\": \"50m\"}");
    assertThat(rules()).isEmpty();
  }

  @Test
  void of_a_container_metric_only_its_container_needs_the_request() {
    Sample.put(
        autoscaler,
        "spec.metrics[0]",
        """
        {"type": "ContainerResource", "containerResource": {"name": "cpu", "container": "app",
          "target": {"type": "Utilization", "averageUtilization": 50}}}\
        """);
    Sample.put(deployment, "spec.template.spec.initContainers[0].restartPolicy", "\"Always\"");
    assertThat(rules()).isEmpty();

    Sample.put(autoscaler, "spec.metrics[0].containerResource.container", "\"other\"");
    assertThat(finding("missing-container"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo("spec.metrics[0].containerResource.container");
          assertThat(finding.better()).isEqualTo("container: app or setup");
        });
  }

  @Test
  void a_window_shorter_than_the_tick_stabilizes_nothing() {
    Sample.put(autoscaler, "spec.behavior.scaleUp.stabilizationWindowSeconds", "14");
    assertThat(finding("short-window"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo("spec.behavior.scaleUp.stabilizationWindowSeconds");
          assertThat(finding.sentence()).endsWith("it stabilizes nothing.");
          assertThat(finding.better()).startsWith("stabilizationWindowSeconds: 0, or 30");
        });

    Sample.put(autoscaler, "spec.behavior.scaleUp.stabilizationWindowSeconds", "15");
    assertThat(rules()).isEmpty();
  }

  @Test
  void no_window_is_a_choice_upward_and_a_surprise_downward() {
    Sample.put(autoscaler, "spec.behavior.scaleUp.stabilizationWindowSeconds", "0");
    assertThat(rules()).isEmpty();

    Sample.put(autoscaler, "spec.behavior.scaleDown.stabilizationWindowSeconds", "0");
    assertThat(finding("short-window"))
        .satisfies(finding -> {
          assertThat(finding.sentence()).contains("each dip in load takes pods away");
          assertThat(finding.better()).isEqualTo("stabilizationWindowSeconds: 300");
        });
  }

  @Test
  void a_period_shorter_than_the_tick_allows_its_value_every_time() {
    Sample.put(autoscaler, "spec.behavior.scaleUp.policies[0].periodSeconds", "14");
    assertThat(finding("short-period"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo("spec.behavior.scaleUp.policies[0].periodSeconds");
          assertThat(finding.better()).isEqualTo("periodSeconds: 15");
        });

    Sample.put(autoscaler, "spec.behavior.scaleUp.policies[0].periodSeconds", "15");
    assertThat(rules()).isEmpty();
  }

  @Test
  void a_wide_tolerance_hides_a_replica_at_small_counts() {
    Sample.put(autoscaler, "spec.behavior.scaleDown.tolerance", "\"0.3\"");
    assertThat(finding("tolerance-dead-zone"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo("spec.behavior.scaleDown.tolerance");
          assertThat(finding.sentence())
              .contains("from 4 replicas on, and 3 at 10 replicas: scaling down starts late");
          assertThat(finding.better()).isEqualTo("tolerance: 99m");
        });

    Sample.put(autoscaler, "spec.behavior.scaleDown.tolerance", "\"0.09\"");
    assertThat(rules()).isEmpty();
  }

  @Test
  void replicas_hidden_are_counted_whole_whatever_the_floating_point() {
    Sample.put(autoscaler, "spec.maxReplicas", "100");
    Sample.put(autoscaler, "spec.behavior.scaleUp.tolerance", "\"0.001\"");
    Sample.put(autoscaler, "spec.behavior.scaleDown.tolerance", "\"0.29\"");

    assertThat(finding("tolerance-dead-zone").sentence()).contains("and 29 at 100 replicas");
  }

  @Test
  void the_controllers_tolerance_hides_two_replicas_at_twenty() {
    Sample.put(autoscaler, "spec.maxReplicas", "19");
    assertThat(rules()).isEmpty();

    Sample.put(autoscaler, "spec.maxReplicas", "20");
    assertThat(rules()).containsExactly("tolerance-dead-zone", "tolerance-dead-zone");
  }

  @Test
  void two_autoscalers_on_one_target_stop_each_other() {
    Map<String, Object> rival = document(AUTOSCALER);
    Sample.put(rival, "metadata.name", "\"web-memory\"");
    stream.add(rival);

    assertThat(HpaCheck.check(stream)).hasSize(2);
    assertThat(finding("shared-target"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo("spec.scaleTargetRef");
          assertThat(finding.sentence())
              .contains("Deployment web is also the target of web-memory");
        });

    Sample.put(rival, "metadata.namespace", "\"elsewhere\"");
    assertThat(rules()).isEmpty();

    Sample.put(rival, "metadata.namespace", "");
    Sample.put(rival, "spec.scaleTargetRef.name", "\"other\"");
    assertThat(rules()).isEmpty();
  }

  @Test
  void equal_bounds_leave_nothing_to_scale() {
    Sample.put(autoscaler, "spec.minReplicas", "10");
    assertThat(finding("fixed-size").better()).isEqualTo("maxReplicas: 20");

    Sample.put(autoscaler, "spec.minReplicas", "9");
    assertThat(rules()).isEmpty();
  }

  @Test
  void a_target_beyond_the_limit_is_never_left_upward() {
    Sample.put(deployment, CONTAINER + "resources.limits.cpu", "\"100m\"");
    assertThat(rules()).isEmpty();

    Sample.put(autoscaler, METRIC + "target.averageUtilization", "95");
    assertThat(finding("unreachable-target"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo(METRIC + "target.averageUtilization");
          assertThat(finding.sentence()).contains("above 105 %", "hold usage to 100 %");
          assertThat(finding.better()).isEqualTo("averageUtilization: 63");
        });

    Sample.put(deployment, CONTAINER + "resources.limits", "");
    assertThat(rules()).isEmpty();
  }

  @Test
  void a_target_that_can_just_be_reached_is_not_left_either() {
    Sample.put(deployment, CONTAINER + "resources.limits.cpu", "\"100m\"");
    Sample.put(autoscaler, METRIC + "target.averageUtilization", "80");
    Sample.put(autoscaler, "spec.behavior.scaleUp.tolerance", "\"0.25\"");

    assertThat(rules()).containsExactly("unreachable-target", "tolerance-dead-zone");
  }

  @Test
  void a_workload_without_a_pod_template_is_not_asked_for_containers() {
    Sample.put(
        autoscaler,
        "spec.metrics[0]",
        """
        {"type": "ContainerResource", "containerResource": {"name": "cpu", "container": "app",
          "target": {"type": "Utilization", "averageUtilization": 50}}}\
        """);
    Sample.put(deployment, "spec.template", "");

    assertThat(rules()).isEmpty();
  }

  @Test
  void no_namespace_is_the_default_one() {
    Sample.put(deployment, "spec.replicas", "3");
    Sample.put(deployment, "metadata.namespace", "\"default\"");
    assertThat(rules()).containsExactly("owned-replicas");

    Sample.put(deployment, "metadata.namespace", "\"shop\"");
    assertThat(rules()).isEmpty();
  }

  @Test
  void a_container_without_limit_can_use_any_share_of_its_request() {
    Sample.put(autoscaler, METRIC + "target.averageUtilization", "600");
    assertThat(rules()).containsExactly("unreachable-target");

    Sample.put(deployment, CONTAINER + "resources.limits", "");
    assertThat(rules()).isEmpty();
  }

  @Test
  void replicas_in_the_workload_fight_the_autoscaler() {
    Sample.put(deployment, "spec.replicas", "3");

    assertThat(finding("owned-replicas"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo("Deployment/web spec.replicas");
          assertThat(finding.sentence()).startsWith("Deployment web states replicas: 3");
        });
  }

  @Test
  void a_workload_that_is_not_the_target_does_not_matter() {
    Sample.put(deployment, "spec.replicas", "3");
    Sample.put(deployment, "metadata.name", "\"other\"");

    assertThat(rules()).isEmpty();
  }

  @Test
  void a_silent_spec_gets_a_metric_that_nobody_chose() {
    Sample.put(autoscaler, "spec.metrics", "[]");
    assertThat(finding("default-metric").field()).isEqualTo("spec.metrics");

    Sample.put(autoscaler, "spec.metrics", "");
    assertThat(rules()).containsExactly("default-metric");
  }

  @Test
  void a_target_type_that_does_not_go_with_the_value_is_ignored_or_fails() {
    Sample.put(autoscaler, METRIC + "target.type", "\"Value\"");
    assertThat(finding("mismatched-target"))
        .satisfies(finding -> {
          assertThat(finding.field()).isEqualTo(METRIC + "target.type");
          assertThat(finding.sentence()).endsWith("goes by the value.");
          assertThat(finding.better()).isEqualTo("type: Utilization");
        });

    Sample.put(
        autoscaler,
        "spec.metrics[0]",
        """
        {"type": "Object", "object": {
          "describedObject": {"kind": "Service", "name": "q"}, "metric": {"name": "m"},
          "target": {"type": "Value", "averageValue": "1"}}}\
        """);
    assertThat(finding("mismatched-target"))
        .satisfies(finding -> {
          assertThat(finding.sentence()).endsWith("this metric fails at every tick.");
          assertThat(finding.better()).isEqualTo("type: AverageValue");
        });
  }

  @Test
  void memory_goes_up_and_stays() {
    Sample.put(autoscaler, METRIC + "name", "\"memory\"");
    Sample.put(deployment, CONTAINER + "resources.requests.memory", "\"64Mi\"");

    assertThat(finding("memory-metric").field()).isEqualTo(METRIC + "name");
  }

  private List<String> rules() {
    return HpaCheck.check(stream).getFirst().findings().stream().map(Finding::rule).toList();
  }

  private Finding finding(String rule) {
    List<Finding> findings = HpaCheck.check(stream).getFirst().findings();
    assertThat(findings).extracting(Finding::rule).containsExactly(rule);
    return findings.getFirst();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> document(String json) {
    return (Map<String, Object>) Sample.json(json);
  }
}
