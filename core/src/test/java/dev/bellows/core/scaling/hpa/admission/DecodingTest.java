package dev.bellows.core.scaling.hpa.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a document before any rule is asked.
///
/// Mutants of the package that no test can tell apart: after a wrong type, what is kept of the
/// value, for the reading ends in a refusal; the merging of equal field names in the table, of
/// which there are none; names and zeros of types that take anything. Of quantities: the borders at
/// which rounding, or holding to 64 bits, changes nothing.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DecodingTest {

  private static final String OPENING =
      "HorizontalPodAutoscaler in version \"v2\" cannot be handled as a HorizontalPodAutoscaler: ";
  private static final String PATTERN =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          spec | 1 | number into Go struct field HorizontalPodAutoscaler.spec of type v2.HorizontalPodAutoscalerSpec
          spec.minReplicas | 2147483648 | number 2147483648 into Go struct field HorizontalPodAutoscalerSpec.spec.minReplicas of type int32
          spec.minReplicas | -2147483649 | number -2147483649 into Go struct field HorizontalPodAutoscalerSpec.spec.minReplicas of type int32
          spec.maxReplicas | 1.0 | number 1.0 into Go struct field HorizontalPodAutoscalerSpec.spec.maxReplicas of type int32
          spec.maxReplicas | 99999999999999999999 | number 99999999999999999999 into Go struct field HorizontalPodAutoscalerSpec.spec.maxReplicas of type int32
          spec.maxReplicas | true | bool into Go struct field HorizontalPodAutoscalerSpec.spec.maxReplicas of type int32
          spec.maxReplicas | {} | object into Go struct field HorizontalPodAutoscalerSpec.spec.maxReplicas of type int32
          spec.minReplicas | [] | array into Go struct field HorizontalPodAutoscalerSpec.spec.minReplicas of type int32
          spec.scaleTargetRef | [] | array into Go struct field HorizontalPodAutoscalerSpec.spec.scaleTargetRef of type v2.CrossVersionObjectReference
          spec.scaleTargetRef.kind | 1 | number into Go struct field CrossVersionObjectReference.spec.scaleTargetRef.kind of type string
          spec.metrics | {} | object into Go struct field HorizontalPodAutoscalerSpec.spec.metrics of type []v2.MetricSpec
          spec.metrics[1] | "x" | string into Go struct field HorizontalPodAutoscalerSpec.spec.metrics of type v2.MetricSpec
          spec.metrics[0].type | false | bool into Go struct field MetricSpec.spec.metrics.type of type v2.MetricSourceType
          spec.metrics[0].object.target | 1 | number into Go struct field ObjectMetricSource.spec.metrics.object.target of type v2.MetricTarget
          spec.metrics[0].object.metric | 1 | number into Go struct field ObjectMetricSource.spec.metrics.object.metric of type v2.MetricIdentifier
          spec.metrics[0].object.metric.selector | "x" | string into Go struct field MetricIdentifier.spec.metrics.object.metric.selector of type v1.LabelSelector
          spec.metrics[0].object.metric.selector.matchLabels | [] | array into Go struct field LabelSelector.spec.metrics.object.metric.selector.matchLabels of type map[string]string
          spec.metrics[0].object.metric.selector.matchLabels.a | 1 | number into Go struct field LabelSelector.spec.metrics.object.metric.selector.matchLabels of type string
          spec.metrics[0].object.metric.selector.matchExpressions[0].operator | 1 | number into Go struct field LabelSelectorRequirement.spec.metrics.object.metric.selector.matchExpressions.operator of type v1.LabelSelectorOperator
          spec.metrics[3].resource.name | {} | object into Go struct field ResourceMetricSource.spec.metrics.resource.name of type v1.ResourceName
          spec.metrics[4].containerResource.container | 1 | number into Go struct field ContainerResourceMetricSource.spec.metrics.containerResource.container of type string
          spec.metrics[3].resource.target.averageUtilization | "50" | string into Go struct field MetricTarget.spec.metrics.resource.target.averageUtilization of type int32
          spec.behavior | [] | array into Go struct field HorizontalPodAutoscalerSpec.spec.behavior of type v2.HorizontalPodAutoscalerBehavior
          spec.behavior.scaleUp | "x" | string into Go struct field HorizontalPodAutoscalerBehavior.spec.behavior.scaleUp of type v2.HPAScalingRules
          spec.behavior.scaleUp.selectPolicy | 1 | number into Go struct field HPAScalingRules.spec.behavior.scaleUp.selectPolicy of type v2.ScalingPolicySelect
          metadata.ownerReferences | [{"controller": "x"}] | string into Go struct field OwnerReference.metadata.ownerReferences.controller of type bool
          spec.behavior.scaleUp.policies[0].type | 1 | number into Go struct field HPAScalingPolicy.spec.behavior.scaleUp.policies.type of type v2.HPAScalingPolicyType
          """)
  void a_wrong_type_names_the_field_and_its_type(String path, String value, String message) {
    assertThat(Admission.admit(Sample.with(path, value)))
        .isEqualTo(
            new Verdict.NotDecodable(OPENING + "json: cannot unmarshal " + message, blamed(path)));
  }

  @Test
  void unknown_fields_are_all_named_in_the_order_of_the_document() {
    Map<String, Object> document = Sample.with("spec.foo", "{\"bar\": 1}");
    Sample.put(document, "spec.metrics[1].external.foo", "1");
    Sample.put(document, "spec.behavior.scaleDown.policies[0].Type", "1");

    assertThat(Admission.admit(document))
        .isEqualTo(
            new Verdict.NotDecodable(
                OPENING
                    + "strict decoding error: unknown field \"spec.metrics[1].external.foo\","
                    + " unknown field \"spec.behavior.scaleDown.policies[0].Type\","
                    + " unknown field \"spec.foo\"",
                "spec.metrics[1].external.foo"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "x" | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
          {} | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
          [] | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
          true | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
          "" | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
          "1e" | unable to parse quantity's suffix
          """)
  void what_is_no_quantity_is_refused_without_the_field(String value, String message) {
    assertThat(
            message(Sample.with("spec.metrics[0].object.target.value", value.replace("''", "'"))))
        .isEqualTo(OPENING + message.replace("''", "'"));
  }

  @Test
  void a_quantity_goes_before_a_wrong_type_and_that_before_an_unknown_field() {
    Map<String, Object> document = Sample.with("spec.foo", "1");
    Sample.put(document, "spec.maxReplicas", "\"x\"");
    assertThat(message(document)).contains("cannot unmarshal string");

    Sample.put(document, "spec.behavior.scaleDown.tolerance", "\"x\"");
    assertThat(Admission.admit(document))
        .isEqualTo(
            new Verdict.NotDecodable(OPENING + PATTERN, "spec.behavior.scaleDown.tolerance"));
  }

  @Test
  void of_several_wrong_types_the_first_in_the_document_is_told() {
    Map<String, Object> document = Sample.with("spec.maxReplicas", "\"x\"");
    Sample.put(document, "spec.minReplicas", "true");

    assertThat(message(document)).contains("cannot unmarshal bool");
  }

  @Test
  void another_kind_or_version_is_not_handled() {
    assertThat(message(Sample.with("apiVersion", "\"autoscaling/v1\"")))
        .isEqualTo(
            "the API version in the data (autoscaling/v1) does not match the expected API version"
                + " (autoscaling/v2)");
    assertThat(message(Sample.with("kind", "\"Scale\"")))
        .isEqualTo("Scale in version \"v2\" cannot be handled as a HorizontalPodAutoscaler");
  }

  @Test
  void kind_and_version_may_be_left_to_the_request() {
    Map<String, Object> document = Sample.with("apiVersion", "");
    document.remove("kind");

    assertThat(Admission.admit(document)).isInstanceOf(Verdict.Accepted.class);

    document.put("apiVersion", "");
    document.put("kind", "");
    assertThat(Admission.admit(document)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void the_answer_holds_quantities_in_canonical_form_and_drops_what_is_empty() {
    Map<String, Object> document = Sample.with("spec.metrics[0].object.target.value", "0.5");
    Sample.put(document, "spec.metrics[0].object.describedObject.apiVersion", "\"\"");
    Sample.put(
        document, "spec.metrics[0].object.metric.selector", "{\"matchLabels\": {\"a\": null}}");

    assertThat(Admission.admit(document))
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(((List<?>) accepted.spec().get("metrics")).getFirst())
                    .isEqualTo(
                        Sample.json(
                            """
                            {"type": "Object", "object": {
                              "describedObject": {"kind": "Service", "name": "q"},
                              "target": {"type": "Value", "value": "500m"},
                              "metric": {"name": "queue", "selector": {"matchLabels": {"a": ""}}}}}
                            """)));
  }

  @Test
  void what_the_server_answered_it_takes_again_unchanged() {
    Verdict first = Admission.admit(Sample.full());
    Map<String, Object> again = Sample.full();
    again.put("spec", ((Verdict.Accepted) first).spec());

    assertThat(Admission.admit(again)).isEqualTo(first);
  }

  @Test
  void a_double_is_spelled_as_short_as_it_goes() {
    Map<String, Object> document = Sample.full();
    document.put("spec", new LinkedHashMap<>((Map<?, ?>) document.get("spec")));
    spec(document).put("maxReplicas", 12.0);

    assertThat(Admission.admit(document)).isInstanceOf(Verdict.Accepted.class);
    spec(document).put("maxReplicas", 12.5);
    assertThat(message(document)).contains("cannot unmarshal number 12.5 into");
    spec(document).put("maxReplicas", Double.NaN);
    assertThat(message(document)).contains("cannot unmarshal number NaN into");
    spec(document).put("maxReplicas", Float.NEGATIVE_INFINITY);
    assertThat(message(document)).contains("cannot unmarshal number -Infinity into");
  }

  @Test
  void a_double_that_is_long_in_figures_is_spelled_with_an_exponent() {
    assertThat(tolerance(1.0e20)).isEqualTo("100E");
    assertThat(tolerance(1.0e22)).isEqualTo("10e21");
    assertThat(tolerance(0.5f)).isEqualTo("500m");
  }

  private static Object tolerance(Object number) {
    Map<String, Object> document = Sample.full();
    Map<String, Object> up = new LinkedHashMap<>(Map.of("tolerance", number));
    spec(document).put("behavior", Map.of("scaleUp", up));
    Verdict.Accepted accepted = (Verdict.Accepted) Admission.admit(document);
    Map<?, ?> behavior = (Map<?, ?>) accepted.spec().get("behavior");
    return ((Map<?, ?>) behavior.get("scaleUp")).get("tolerance");
  }

  @Test
  void every_value_in_every_place_gets_an_answer() {
    List<String> values =
        List.of(
            "",
            "null",
            "true",
            "0",
            "-5",
            "1.5",
            "2147483648",
            "\"\"",
            "\"cpu\"",
            "\"a/b/c\"",
            "\"..\"",
            "\"10Mi\"",
            "\"-0.1\"",
            "{}",
            "[]",
            "[null]",
            "{\"foo\": 1}");
    int answers = 0;
    for (String path : Sample.paths(Sample.full())) {
      for (String value : values) {
        if (!(value.isEmpty() && path.endsWith("]"))) {
          assertThat(Admission.admit(Sample.with(path, value)))
              .as(path + " = " + value)
              .isNotNull();
          answers++;
        }
      }
    }
    assertThat(answers).isGreaterThan(1000);
  }

  /// Entries of a map of texts are not fields, and what is wrong can lie deeper than what was put
  /// in.
  private static String blamed(String path) {
    return path.replace(".matchLabels.a", ".matchLabels")
        .replace("ownerReferences", "ownerReferences[0].controller");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> spec(Map<String, Object> document) {
    return (Map<String, Object>) document.get("spec");
  }

  private static String message(Map<String, Object> document) {
    return Admission.admit(document) instanceof Verdict.NotDecodable(var message, var _)
        ? message
        : "";
  }
}
