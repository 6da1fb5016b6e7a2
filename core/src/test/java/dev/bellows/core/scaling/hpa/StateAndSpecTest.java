package dev.bellows.core.scaling.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.core.scaling.Condition;
import dev.bellows.core.scaling.hpa.ScalingRules.Select;
import dev.bellows.core.scaling.hpa.ScalingRules.Unit;
import dev.bellows.core.scaling.hpa.admission.Defaults;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The documents at both ends: the spec that comes in and the state that is kept.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class StateAndSpecTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

  @Test
  void a_state_survives_being_written_and_read() throws Exception {
    HpaState state =
        new HpaState(
            StabilizationTest.recommendations("4@1000 7@16000"),
            ScaleEvents.NONE.with(3, 1000, 15).with(4, 2000, 15),
            ScaleEvents.of(new int[] {2}, new long[] {5}, new boolean[] {true}),
            List.of(new Condition("AbleToScale", "True", "ReadyForNewScale", "recommended")),
            7);

    HpaState read =
        HpaState.of(JSON.readValue(JSON.writeValueAsString(state.toDocument()), DOCUMENT));

    assertThat(read).isEqualTo(state).hasSameHashCodeAs(state);
    assertThat(read.downs()).isNotEqualTo(state.ups());
    assertThat(read.recommendations()).isNotEqualTo(Recommendations.NONE);
    assertThat(read.recommendations()).hasToString("[[4, 1000], [7, 16000]]");
    assertThat(read.downs()).hasToString("[[2, 5, 1]]");
  }

  @ParameterizedTest(name = "{0} is not {1}")
  @CsvSource({"4@1000, 5@1000", "4@1000, 4@1001", "4@1000, 4@1000 4@1000"})
  void recommendations_are_values(String one, String other) {
    assertThat(StabilizationTest.recommendations(one))
        .isEqualTo(StabilizationTest.recommendations(one))
        .hasSameHashCodeAs(StabilizationTest.recommendations(one))
        .doesNotHaveSameHashCodeAs(StabilizationTest.recommendations(other))
        .isNotEqualTo(StabilizationTest.recommendations(other))
        .isNotEqualTo(one);
  }

  @Test
  void scale_events_are_values() {
    ScaleEvents events = events(3, 1000, false);

    assertThat(events)
        .isEqualTo(events(3, 1000, false))
        .hasSameHashCodeAs(events(3, 1000, false))
        .doesNotHaveSameHashCodeAs(events(4, 1000, false))
        .isNotEqualTo(events(4, 1000, false))
        .isNotEqualTo(events(3, 1001, false))
        .isNotEqualTo(events(3, 1000, true))
        .isNotEqualTo("[[3, 1000, 0]]");
  }

  private static ScaleEvents events(int change, long atMillis, boolean outdated) {
    return ScaleEvents.of(new int[] {change}, new long[] {atMillis}, new boolean[] {outdated});
  }

  @Test
  void a_document_is_read_with_all_its_parts() throws Exception {
    HpaSpec spec =
        read(
            """
            {"metadata": {"name": "web", "namespace": "shop"},
             "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web", "apiVersion": "apps/v1"},
              "minReplicas": 2, "maxReplicas": 9,
              "metrics": [
               {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}},
               {"type": "ContainerResource", "containerResource": {"name": "memory", "container": "app", "target": {"type": "AverageValue", "averageValue": "1Mi"}}},
               {"type": "Pods", "pods": {"metric": {"name": "rps", "selector": {"matchLabels": {"b": "2", "a": "1"}}}, "target": {"type": "AverageValue", "averageValue": "1500m"}}},
               {"type": "Object", "object": {"describedObject": {"kind": "Service", "name": "q"}, "metric": {"name": "depth"}, "target": {"type": "Value", "value": 3}}},
               {"type": "External", "external": {"metric": {"name": "jobs", "selector": {"matchExpressions": [{"key": "k", "operator": "In", "values": ["x", "y"]}, {"key": "e", "operator": "Exists"}]}}, "target": {"type": "Value", "value": "1k"}}}],
              "behavior": {
               "scaleUp": {"stabilizationWindowSeconds": 5, "selectPolicy": "Min", "policies": [{"type": "Pods", "value": 3, "periodSeconds": 20}], "tolerance": "300m"},
               "scaleDown": {"policies": [{"type": "Percent", "value": 10, "periodSeconds": 60}]}}}}
            """);

    assertThat(spec.reference()).isEqualTo("Deployment/shop/web");
    assertThat(spec.target()).isEqualTo(new ObjectReference("Deployment", "web", "apps/v1"));
    assertThat(spec.name()).isEqualTo("web");
    assertThat(spec.minReplicas()).isEqualTo(2);
    assertThat(spec.maxReplicas()).isEqualTo(9);
    assertThat(spec.behavior().scaleUp())
        .isEqualTo(
            new ScalingRules(
                OptionalInt.of(5),
                Select.MIN,
                List.of(new ScalingRules.Policy(Unit.PODS, 3, 20)),
                OptionalDouble.of(300 * 0.001)));
    assertThat(spec.behavior().scaleDown())
        .isEqualTo(
            new ScalingRules(
                OptionalInt.empty(),
                Select.MAX,
                List.of(new ScalingRules.Policy(Unit.PERCENT, 10, 60)),
                OptionalDouble.empty()));
    assertThat(spec.metrics().get(0)).isEqualTo(new MetricSpec.Resource("cpu", Scene.percent(60)));
    assertThat(spec.metrics().get(1))
        .isEqualTo(
            new MetricSpec.ContainerResource("memory", "app", Scene.average(1024L * 1024 * 1000)));
    assertThat(spec.metrics().get(2).target().averageValueMilli()).isEqualTo(OptionalLong.of(1500));
    assertThat(((MetricSpec.Pods) spec.metrics().get(2)).selector())
        .hasToString(
            "&LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,},MatchExpressions:[]LabelSelectorRequirement{},}");
    assertThat(spec.metrics().get(3))
        .isEqualTo(
            new MetricSpec.ObjectMetric(
                new ObjectReference("Service", "q", ""), "depth", null, Scene.value(3000)));
    assertThat(((MetricSpec.External) spec.metrics().get(4)).selector())
        .hasToString(
            "&LabelSelector{MatchLabels:map[string]string{},MatchExpressions:[]LabelSelectorRequirement{"
                + "LabelSelectorRequirement{Key:k,Operator:In,Values:[x y],},"
                + "LabelSelectorRequirement{Key:e,Operator:Exists,Values:[],},},}");
    assertThat(spec.metrics().get(4).target().valueMilli()).isEqualTo(OptionalLong.of(1_000_000));
  }

  @Test
  void a_bare_document_is_defaulted_first() throws Exception {
    Map<String, Object> document = JSON.readValue("{\"spec\": {\"maxReplicas\": 4}}", DOCUMENT);

    HpaSpec spec = HpaSpec.of(Map.of("spec", Defaults.of(Tick.map(document.get("spec")))));

    assertThat(spec)
        .isEqualTo(
            new HpaSpec(
                "default",
                "",
                new ObjectReference("", "", ""),
                1,
                4,
                List.of(new MetricSpec.Resource("cpu", Scene.percent(80))),
                null));
  }

  @Test
  void a_document_that_cannot_be_decided_on_is_refused() {
    assertThatThrownBy(() -> read("{\"spec\": {\"maxReplicas\": 4, \"metrics\": []}}"))
        .hasMessage(
            "spec.metrics must have at least one metric, but has none: default the document first");
    assertThatThrownBy(() -> read("{\"spec\": {\"metrics\": [{\"type\": \"Tea\"}]}}"))
        .hasMessage(
            "a metric's type must be Resource, ContainerResource, Pods, Object or External, but was Tea");
  }

  @Test
  void the_status_names_each_metric_as_the_api_does() {
    LabelSelector selector = new LabelSelector(Map.of("matchLabels", Map.of("a", "1")));
    Scene scene = Scene.ready(2, 2_048_000).object("queue", 30_000).external("jobs", 30_500L);

    assertThat(scene.proposal(new MetricSpec.Resource("memory", Scene.average(1))).status())
        .isEqualTo(
            Map.of(
                "type",
                "Resource",
                "resource",
                Map.of("name", "memory", "current", Map.of("averageValue", "2Ki"))));
    assertThat(scene.proposal(new MetricSpec.Pods("requests", selector, Scene.average(1))).status())
        .isEqualTo(
            Map.of(
                "type",
                "Pods",
                "pods",
                Map.of(
                    "metric",
                    Map.of("name", "requests", "selector", selector.document()),
                    "current",
                    Map.of("averageValue", "2048"))));
    assertThat(
            scene
                .proposal(new MetricSpec.ContainerResource("cpu", "app", Scene.percent(1)))
                .status())
        .isEqualTo(
            Map.of(
                "type",
                "ContainerResource",
                "containerResource",
                Map.of(
                    "name", "cpu",
                    "container", "app",
                    "current", Map.of("averageValue", "2048", "averageUtilization", 2_048_000))));
    assertThat(scene.proposal(Scene.queue(Scene.value(1))).status())
        .isEqualTo(
            Map.of(
                "type",
                "Object",
                "object",
                Map.of(
                    "metric", Map.of("name", "queue"),
                    "describedObject",
                        Map.of("kind", "Service", "name", "shop", "apiVersion", "v1"),
                    "current", Map.of("value", "30"))));
    assertThat(scene.proposal(Scene.jobs(Scene.average(1))).status())
        .isEqualTo(
            Map.of(
                "type",
                "External",
                "external",
                Map.of(
                    "metric", Map.of("name", "jobs"),
                    "current", Map.of("averageValue", "15250m"))));
    MetricSpec unversioned =
        new MetricSpec.ObjectMetric(
            new ObjectReference("Service", "shop", ""), "queue", null, Scene.value(1));
    assertThat(scene.proposal(unversioned).status().get("object").toString())
        .doesNotContain("apiVersion");
  }

  private static HpaSpec read(String json) throws Exception {
    return HpaSpec.of(JSON.readValue(json, DOCUMENT));
  }
}
