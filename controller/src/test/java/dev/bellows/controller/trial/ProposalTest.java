package dev.bellows.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProposalTest {
  private static final Map<String, Object> HPA =
      Map.of(
          "maxReplicas",
          3,
          "metrics",
          List.of(
              Map.of(
                  "type",
                  "Resource",
                  "resource",
                  Map.of("name", "cpu", "target", Map.of("averageUtilization", 50)))),
          "behavior",
          Map.of("scaleDown", Map.of("stabilizationWindowSeconds", 60)));

  @Test
  void an_autoscaler_at_its_maximum_may_go_as_far_as_the_load_needed() {
    assertThat(diff("at-max", "maxReplicas: 8"))
        .isEqualTo(
            """
             apiVersion: autoscaling/v2
             kind: HorizontalPodAutoscaler
             spec:
            -  maxReplicas: 3
            +  maxReplicas: 8
            """);
  }

  @Test
  void what_flaps_and_stands_in_a_dead_zone_is_changed_at_one_place() {
    assertThat(
            Proposal.diff(
                trial(
                    finding("flapping", "behavior.scaleDown.stabilizationWindowSeconds: 300"),
                    finding(
                        "dead-zone",
                        "behavior.scaleUp.tolerance and behavior.scaleDown.tolerance: 83m"))))
        .isEqualTo(
            """
             apiVersion: autoscaling/v2
             kind: HorizontalPodAutoscaler
             spec:
               behavior:
                 scaleUp:
            +      tolerance: 83m
                 scaleDown:
            +      tolerance: 83m
            -      stabilizationWindowSeconds: 60
            +      stabilizationWindowSeconds: 300
            """);
  }

  @Test
  void another_request_keeps_the_cpu_at_which_a_replica_more_is_asked_for() {
    assertThat(diff("request-far-from-usage", "requests.cpu near 200m, with averageUtilization"))
        .isEqualTo(
            """
             apiVersion: autoscaling/v2
             kind: HorizontalPodAutoscaler
             spec:
               metrics:
                 - resource:
                     target:
            -          averageUtilization: 50
            +          averageUtilization: 25
             ---
             apiVersion: apps/v1
             kind: Deployment
             spec:
               template:
                 spec:
                   containers:
                     - resources:
                         requests:
            -              cpu: 100m
            +              cpu: 200m
            """);
  }

  @Test
  void nothing_follows_from_what_is_no_field() {
    assertThat(diff("slow-detection", "a shorter --metric-resolution")).isNull();
    assertThat(Proposal.diff(trial())).isNull();
  }

  private static String diff(String kind, String fix) {
    return Proposal.diff(trial(finding(kind, fix)));
  }

  private static Map<String, Object> finding(String kind, String fix) {
    return Map.of("kind", kind, "fix", fix);
  }

  @SafeVarargs
  private static Map<String, Object> trial(Map<String, Object>... findings) {
    return Map.of(
        "hpa",
        HPA,
        "peakDemand",
        8,
        "findings",
        List.of(findings),
        "setUp",
        Map.of("requests", "{memory=67108864000, cpu=100}"));
  }
}
