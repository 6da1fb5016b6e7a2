package dev.bellows.core.scaling.hpa.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each rule alone: a valid document with one thing changed, and the one objection that follows.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ValidationTest {

  private static final String TYPES =
      "supported values: \"ContainerResource\", \"External\", \"Object\", \"Pods\", \"Resource\"";
  private static final String LABEL =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String QUALIFIED =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

  @ParameterizedTest(name = "{0} = {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          spec.minReplicas | 0 | INVALID | Invalid value: 0: must be greater than or equal to 1
          spec.minReplicas | -1 | INVALID | Invalid value: -1: must be greater than or equal to 1
          spec.maxReplicas | 1 | INVALID | Invalid value: 1: must be greater than or equal to `minReplicas`
          spec.scaleTargetRef.kind | `` | REQUIRED | Required value
          spec.scaleTargetRef.kind | `""` | REQUIRED | Required value
          spec.scaleTargetRef.kind | `"."` | INVALID | Invalid value: ".": may not be '.'
          spec.scaleTargetRef.kind | `".."` | INVALID | Invalid value: "..": may not be '..'
          spec.scaleTargetRef.name | null | REQUIRED | Required value
          spec.scaleTargetRef.name | `"a/b"` | INVALID | Invalid value: "a/b": may not contain '/'
          spec.scaleTargetRef.name | `"a%b"` | INVALID | Invalid value: "a%b": may not contain '%'
          spec.scaleTargetRef.apiVersion | `` | INVALID | Invalid value: "": apiVersion must specify API group
          spec.scaleTargetRef.apiVersion | `"v1"` | INVALID | Invalid value: "v1": apiVersion must specify API group
          spec.scaleTargetRef.apiVersion | `"/v1"` | INVALID | Invalid value: "/v1": apiVersion must specify API group
          spec.scaleTargetRef.apiVersion | `"a/b/c"` | INVALID | Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c
          spec.metrics[0].object.describedObject.kind | `` | REQUIRED | Required value
          spec.metrics[0].object.describedObject.name | `".."` | INVALID | Invalid value: "..": may not be '..'
          spec.metrics[0].object.describedObject.apiVersion | `"a/b/c"` | INVALID | Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c
          spec.metrics[0].object.metric.name | `` | REQUIRED | Required value: must specify a metric name
          spec.metrics[0].object.metric.name | `"a/b"` | INVALID | Invalid value: "a/b": may not contain '/'
          spec.metrics[0].object.target.type | `"x"` | INVALID | Invalid value: "x": must be either Utilization, Value, or AverageValue
          spec.metrics[0].object.target.value | 0 | INVALID | Invalid value: "0": must be positive
          spec.metrics[0].object.target.value | -1.5 | INVALID | Invalid value: "-1500m": must be positive
          spec.metrics[0].object.target.averageUtilization | 0 | INVALID | Invalid value: 0: must be greater than 0
          spec.metrics[1].external.metric.name | `".."` | INVALID | Invalid value: "..": may not be '..'
          spec.metrics[1].external.target.averageValue | `"-5"` | INVALID | Invalid value: "-5": must be positive
          spec.metrics[2].pods.metric.name | `` | REQUIRED | Required value: must specify a metric name
          spec.minReplicas | -2147483648 | INVALID | Invalid value: -2147483648: must be greater than or equal to 1
          spec.metrics[2].pods.target.averageValue | `` | REQUIRED | Required value: must specify a positive target averageValue
          spec.metrics[3].resource.name | `` | REQUIRED | Required value: must specify a resource name
          spec.metrics[3].resource.target.averageUtilization | `` | REQUIRED | Required value: must set either a target raw value or a target utilization
          spec.metrics[3].resource.target.averageUtilization | -1 | INVALID | Invalid value: -1: must be greater than 0
          spec.metrics[4].containerResource.name | `` | REQUIRED | Required value: must specify a resource name
          spec.metrics[4].containerResource.name | `"pods"` | INVALID | Invalid value: "pods": must be a standard resource for containers
          spec.metrics[4].containerResource.name | `"requests.example.com/gpu"` | INVALID | Invalid value: "requests.example.com/gpu": doesn't follow extended resource name standard
          spec.metrics[4].containerResource.container | `` | REQUIRED | Required value: must specify a container
          spec.metrics[4].containerResource.container | `"a.b"` | INVALID | Invalid value: "a.b": must not contain dots
          spec.metrics[4].containerResource.target.averageUtilization | null | REQUIRED | Required value: must set either a target raw value or a target utilization
          spec.metrics[3].resource | `` | REQUIRED | Required value: must populate information for the given metric source
          spec.metrics[0].object | null | REQUIRED | Required value: must populate information for the given metric source
          spec.behavior.scaleUp.stabilizationWindowSeconds | -1 | INVALID | Invalid value: -1: must be greater than or equal to zero
          spec.behavior.scaleUp.stabilizationWindowSeconds | 3601 | INVALID | Invalid value: 3601: must be less than or equal to 3600
          spec.behavior.scaleUp.selectPolicy | `"max"` | NOT_SUPPORTED | Unsupported value: "max": supported values: "Disabled", "Max", "Min"
          spec.behavior.scaleUp.selectPolicy | `""` | NOT_SUPPORTED | Unsupported value: "": supported values: "Disabled", "Max", "Min"
          spec.behavior.scaleUp.policies | [] | REQUIRED | Required value: must specify at least one Policy
          spec.behavior.scaleUp.tolerance | -0.1 | INVALID | Invalid value: "-100m": must be greater than or equal to 0
          spec.behavior.scaleDown.policies[0].type | `"x"` | NOT_SUPPORTED | Unsupported value: "x": supported values: "Percent", "Pods"
          spec.behavior.scaleDown.policies[0].value | 0 | INVALID | Invalid value: 0: must be greater than zero
          spec.behavior.scaleDown.policies[0].periodSeconds | `` | INVALID | Invalid value: 0: must be greater than zero
          spec.behavior.scaleDown.policies[0].periodSeconds | 1801 | INVALID | Invalid value: 1801: must be less than or equal to 1800
          metadata.name | `` | REQUIRED | Required value: name or generateName is required
          """)
  void one_fault_is_one_objection(String path, String value, Reason reason, String message) {
    assertThat(causes(path, value == null ? "" : value))
        .containsExactly(new Cause(reason, path, message));
  }

  @ParameterizedTest(name = "{0} = {1} is fine")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          spec.minReplicas | 10
          spec.maxReplicas | 2147483647
          spec.metrics[3].resource.target.averageUtilization | 1
          spec.minReplicas | null
          spec.scaleTargetRef.kind | "a b"
          spec.scaleTargetRef.apiVersion | "a/"
          spec.metrics[0].object.describedObject.apiVersion | "v1"
          spec.metrics[0].object.metric.selector | {}
          spec.metrics[0].object.metric.selector.matchLabels.a | "a/b"
          spec.metrics[0].object.target.averageValue | 1
          spec.metrics[3].resource.name | "anything"
          spec.metrics[4].containerResource.name | "example.com/gpu"
          spec.metrics[4].containerResource.name | "hugepages-2Mi"
          spec.metrics[4].containerResource.name | "kubernetes.io/x"
          spec.behavior.scaleUp.stabilizationWindowSeconds | 0
          spec.behavior.scaleUp.stabilizationWindowSeconds | 3600
          spec.behavior.scaleUp.tolerance | 0
          spec.behavior.scaleUp.selectPolicy | "Disabled"
          spec.behavior.scaleUp.policies | null
          spec.behavior.scaleDown.policies[0].periodSeconds | 1800
          metadata.generateName | "web-"
          metadata.namespace | null
          metadata.finalizers | ["orphan", "example.com/x"]
          metadata.ownerReferences | [{"apiVersion": "v1", "kind": "k", "name": "n", "uid": "u"}]
          """)
  void within_the_rules(String path, String value) {
    assertThat(Admission.admit(Sample.with(path, value))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void no_max_replicas_is_too_few_as_well() {
    assertThat(causes("spec.maxReplicas", ""))
        .containsExactly(
            required("spec.maxReplicas", "must be set and greater than 0"),
            invalid("spec.maxReplicas", "0", "must be greater than or equal to `minReplicas`"));
    assertThat(causes("spec.maxReplicas", "-5"))
        .containsExactly(
            invalid("spec.maxReplicas", "-5", "must be greater than or equal to 1"),
            invalid("spec.maxReplicas", "-5", "must be greater than or equal to `minReplicas`"));
  }

  @Test
  void only_the_replication_controller_needs_no_group() {
    Map<String, Object> document = Sample.with("spec.scaleTargetRef.apiVersion", "\"v1\"");
    Sample.put(document, "spec.scaleTargetRef.kind", "\"ReplicationController\"");

    assertThat(Admission.admit(document)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void zero_replicas_need_a_metric_from_outside_the_pods() {
    Map<String, Object> document = Sample.with("spec.minReplicas", "0");
    Sample.put(document, "spec.metrics", "[]");

    assertThat(causes(document))
        .containsExactly(
            invalid("spec.minReplicas", "0", "must be greater than or equal to 1"),
            new Cause(
                Reason.FORBIDDEN,
                "spec.metrics",
                "Forbidden: must specify at least one Object or External metric to support scaling"
                    + " to zero replicas"));
  }

  @Test
  void an_external_metric_serves_zero_replicas_as_an_object_does() {
    Map<String, Object> document = Sample.with("spec.minReplicas", "0");
    Sample.put(
        document,
        "spec.metrics",
        """
        [{"type": "External", "external":
          {"metric": {"name": "j"}, "target": {"type": "Value", "value": "1"}}}]\
        """);

    assertThat(causes(document))
        .containsExactly(invalid("spec.minReplicas", "0", "must be greater than or equal to 1"));
  }

  @Test
  void a_metric_without_a_type_is_told_so_three_times() {
    assertThat(causes("spec.metrics[0]", "{}"))
        .containsExactly(
            required("spec.metrics[0].type", "must specify a metric source type"),
            new Cause(
                Reason.NOT_SUPPORTED, "spec.metrics[0].type", "Unsupported value: \"\": " + TYPES),
            new Cause(
                Reason.NOT_SUPPORTED, "spec.metrics[0].type", "Unsupported value: \"\": " + TYPES));
  }

  @Test
  void a_source_that_does_not_go_with_the_type_is_missed_not_forbidden() {
    assertThat(causes("spec.metrics[3].type", "\"Pods\""))
        .containsExactly(
            required(
                "spec.metrics[3].pods", "must populate information for the given metric source"));
  }

  @Test
  void of_two_sources_the_first_is_checked_and_the_wrong_one_forbidden() {
    assertThat(causes("spec.metrics[0].resource", "{}"))
        .containsExactly(
            new Cause(
                Reason.FORBIDDEN,
                "spec.metrics[0].resource",
                "Forbidden: must populate the given metric source only"));
    assertThat(causes("spec.metrics[3].external", "{\"metric\": {\"name\": \"a/b\"}}"))
        .extracting(Cause::field)
        .contains("spec.metrics[3].external.metric.name", "spec.metrics[3].external");
  }

  @Test
  void a_target_needs_a_type_and_a_value() {
    assertThat(causes("spec.metrics[1].external.target", "{}"))
        .containsExactly(
            required("spec.metrics[1].external.target.type", "must specify a metric target type"),
            invalid(
                "spec.metrics[1].external.target.type",
                "\"\"",
                "must be either Utilization, Value, or AverageValue"),
            required(
                "spec.metrics[1].external.target.averageValue",
                "must set either a target value for metric or a per-pod target"));
    assertThat(causes("spec.metrics[0].object.target.value", ""))
        .containsExactly(
            required(
                "spec.metrics[0].object.target.averageValue",
                "must set either a target value or averageValue"));
  }

  @Test
  void a_target_has_one_value_only() {
    assertThat(causes("spec.metrics[1].external.target.value", "1"))
        .containsExactly(
            new Cause(
                Reason.FORBIDDEN,
                "spec.metrics[1].external.target.value",
                "Forbidden: may not set both a target value for metric and a per-pod target"));
    for (String source : List.of("[3].resource", "[4].containerResource")) {
      assertThat(causes("spec.metrics" + source + ".target.averageValue", "1"))
          .containsExactly(
              new Cause(
                  Reason.FORBIDDEN,
                  "spec.metrics" + source + ".target.averageValue",
                  "Forbidden: may not set both a target raw value and a target utilization"));
    }
  }

  @Test
  void a_container_has_a_label_for_a_name_and_a_resource_that_containers_have() {
    String field = "spec.metrics[4].containerResource";
    assertThat(causes(field + ".container", "\"A\""))
        .containsExactly(invalid(field + ".container", "\"A\"", LABEL));
    assertThat(causes(field + ".container", "\"" + "a".repeat(64) + "\""))
        .containsExactly(
            invalid(
                field + ".container",
                "\"" + "a".repeat(64) + "\"",
                "must be no more than 63 characters"));
    assertThat(causes(field + ".name", "\"gpu\""))
        .containsExactly(
            invalid(
                field + ".name", "\"gpu\"", "must be a standard resource type or fully qualified"),
            invalid(field + ".name", "\"gpu\"", "must be a standard resource for containers"));
    assertThat(causes(field + ".name", "\"..\""))
        .containsExactly(
            invalid(field + ".name", "\"..\"", "name part " + QUALIFIED),
            invalid(field + ".name", "\"..\"", "must be a standard resource for containers"));
    assertThat(causes(field + ".name", "\"a/b/c\""))
        .containsExactly(
            invalid(
                field + ".name",
                "\"a/b/c\"",
                "a qualified name "
                    + QUALIFIED
                    + " with an optional DNS subdomain prefix and '/' (e.g."
                    + " 'example.com/MyName')"),
            invalid(
                field + ".name", "\"a/b/c\"", "doesn't follow extended resource name standard"));
    assertThat(causes(field + ".name", "\"/b\""))
        .extracting(Cause::message)
        .contains("Invalid value: \"/b\": prefix part must be non-empty");
    assertThat(causes(field + ".name", "\"a/\""))
        .extracting(Cause::message)
        .contains("Invalid value: \"a/\": name part must be non-empty");
  }

  @Test
  void names_may_be_as_long_as_they_may() {
    String field = "spec.metrics[4].containerResource";
    assertThat(causes(field + ".container", "\"" + "a".repeat(63) + "\"")).isEmpty();
    assertThat(causes(field + ".name", "\"a.b/" + "a".repeat(63) + "\"")).isEmpty();
    assertThat(causes(field + ".name", "\"a.b/" + "a".repeat(64) + "\""))
        .extracting(Cause::message)
        .anySatisfy(message ->
            assertThat(message).endsWith("name part must be no more than 63 characters"));
    assertThat(causes(field + ".name", "\"A_b/c\""))
        .extracting(Cause::message)
        .anySatisfy(message ->
            assertThat(message).contains("prefix part a lowercase RFC 1123 subdomain must"));
    assertThat(causes("metadata.annotations", "{\"a\": \"" + "x".repeat(256 * 1024 - 1) + "\"}"))
        .isEmpty();
  }

  @Test
  void metadata_is_that_of_any_object() {
    assertThat(causes("metadata.name", "\"Web\""))
        .extracting(Cause::field)
        .containsExactly("metadata.name");
    assertThat(causes("metadata.generateName", "\"-\""))
        .extracting(Cause::field)
        .containsExactly("metadata.generateName");
    assertThat(causes("metadata.namespace", "\"a.b\""))
        .containsExactly(invalid("metadata.namespace", "\"a.b\"", "must not contain dots"));
    assertThat(causes("metadata.labels", "{\"a b\": \"c d\"}"))
        .extracting(Cause::field)
        .containsExactly("metadata.labels", "metadata.labels");
    assertThat(causes("metadata.annotations", "{\"a b\": \"c d\"}"))
        .extracting(Cause::field)
        .containsExactly("metadata.annotations");
    assertThat(causes("metadata.annotations", "{\"a\": \"" + "x".repeat(256 * 1024) + "\"}"))
        .extracting(Cause::reason)
        .containsExactly(Reason.TOO_LONG);
    assertThat(causes("metadata.ownerReferences", "[{}]")).hasSize(4);
    assertThat(causes("metadata.finalizers", "[\"a b/c\"]"))
        .extracting(Cause::field)
        .containsExactly("metadata.finalizers");
    assertThat(causes("metadata.finalizers", "[\"mine\"]"))
        .extracting(Cause::field)
        .containsExactly("metadata.finalizers[0]");
  }

  @Test
  void an_owner_has_a_version_and_is_no_event() {
    for (String version : List.of("a/", "/", "a/b/c")) {
      assertThat(causes("metadata.ownerReferences", "[" + owner(version, "k", false) + "]"))
          .containsExactly(
              invalid(
                  "metadata.ownerReferences.apiVersion",
                  "\"" + version + "\"",
                  "version must not be empty"));
    }
    assertThat(causes("metadata.ownerReferences", "[" + owner("v1", "Event", false) + "]"))
        .containsExactly(
            invalid(
                "metadata.ownerReferences",
                owner("v1", "Event", false),
                "/v1, Kind=Event is disallowed from being an owner"));
    assertThat(causes("metadata.ownerReferences", "[" + owner("/v1", "k", true) + "]")).isEmpty();
    assertThat(causes("metadata.ownerReferences", "[" + owner("apps/v1", "Event", true) + "]"))
        .isEmpty();
  }

  @Test
  void one_owner_alone_controls() {
    String owners =
        "[%s,%s,%s]"
            .formatted(owner("v1", "a", true), owner("v1", "b", false), owner("v1", "c", true));

    assertThat(causes("metadata.ownerReferences", owners))
        .containsExactly(
            invalid(
                "metadata.ownerReferences",
                owners,
                "Only one reference can have Controller set to true. Found \"true\" in references"
                    + " for a/n and c/n"));
  }

  @Test
  void dependents_are_orphaned_or_deleted_first_not_both() {
    assertThat(causes("metadata.finalizers", "[\"orphan\", \"foregroundDeletion\"]"))
        .containsExactly(
            invalid(
                "metadata.finalizers",
                "[\"orphan\",\"foregroundDeletion\"]",
                "finalizer orphan and foregroundDeletion cannot be both set"));
    assertThat(causes("metadata.finalizers", "[\"foregroundDeletion\"]")).isEmpty();
  }

  @Test
  void storage_is_a_resource_that_no_container_has() {
    String field = "spec.metrics[4].containerResource.name";

    assertThat(causes(field, "\"storage\""))
        .containsExactly(
            invalid(field, "\"storage\"", "must be a standard resource for containers"));
  }

  private static String owner(String version, String kind, boolean controller) {
    return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"name\":\"n\",\"uid\":\"u\",\"controller\":%s}"
        .formatted(version, kind, controller);
  }

  private static Cause required(String field, String detail) {
    return new Cause(Reason.REQUIRED, field, "Required value: " + detail);
  }

  private static Cause invalid(String field, String value, String detail) {
    return new Cause(Reason.INVALID, field, "Invalid value: " + value + ": " + detail);
  }

  private static List<Cause> causes(String path, String value) {
    return causes(Sample.with(path, value));
  }

  private static List<Cause> causes(Map<String, Object> document) {
    return Admission.admit(document) instanceof Verdict.Invalid(var causes) ? causes : List.of();
  }
}
