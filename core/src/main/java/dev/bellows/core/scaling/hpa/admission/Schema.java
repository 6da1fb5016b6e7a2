package dev.bellows.core.scaling.hpa.admission;

import dev.bellows.core.scaling.hpa.admission.GoType.Amount;
import dev.bellows.core.scaling.hpa.admission.GoType.Anything;
import dev.bellows.core.scaling.hpa.admission.GoType.Field;
import dev.bellows.core.scaling.hpa.admission.GoType.Flag;
import dev.bellows.core.scaling.hpa.admission.GoType.ListOf;
import dev.bellows.core.scaling.hpa.admission.GoType.Presence;
import dev.bellows.core.scaling.hpa.admission.GoType.Struct;
import dev.bellows.core.scaling.hpa.admission.GoType.Text;
import dev.bellows.core.scaling.hpa.admission.GoType.TextMap;
import dev.bellows.core.scaling.hpa.admission.GoType.Whole;

/// autoscaling/v2 as a table: every field of a HorizontalPodAutoscaler, its type and what silence
/// means.
final class Schema {

  private static final GoType TEXT = new Text("string");
  private static final GoType INT32 = new Whole("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final GoType INT64 = new Whole("int64", Long.MIN_VALUE, Long.MAX_VALUE);
  private static final GoType FLAG = new Flag();
  private static final GoType AMOUNT = new Amount();
  private static final GoType TEXT_MAP = new TextMap();
  private static final GoType ANYTHING = new Anything();
  private static final GoType RESOURCE_NAME = new Text("v1.ResourceName");

  private static final Struct LABEL_SELECTOR =
      Struct.of(
          "v1.LabelSelector",
          filled("matchLabels", TEXT_MAP),
          filled(
              "matchExpressions",
              listOf(
                  Struct.of(
                      "v1.LabelSelectorRequirement",
                      always("key", TEXT),
                      always("operator", new Text("v1.LabelSelectorOperator")),
                      filled("values", listOf(TEXT))))));

  private static final Struct REFERENCE =
      Struct.of(
          "v2.CrossVersionObjectReference",
          always("kind", TEXT),
          always("name", TEXT),
          filled("apiVersion", TEXT));

  private static final Struct METRIC =
      Struct.of("v2.MetricIdentifier", always("name", TEXT), set("selector", LABEL_SELECTOR));

  private static final Struct TARGET =
      Struct.of(
          "v2.MetricTarget",
          always("type", new Text("v2.MetricTargetType")),
          set("value", AMOUNT),
          set("averageValue", AMOUNT),
          set("averageUtilization", INT32));

  private static final Struct METRIC_SPEC =
      Struct.of(
          "v2.MetricSpec",
          always("type", new Text("v2.MetricSourceType")),
          set(
              "object",
              Struct.of(
                  "v2.ObjectMetricSource",
                  always("describedObject", REFERENCE),
                  always("target", TARGET),
                  always("metric", METRIC))),
          set(
              "pods",
              Struct.of("v2.PodsMetricSource", always("metric", METRIC), always("target", TARGET))),
          set(
              "resource",
              Struct.of(
                  "v2.ResourceMetricSource",
                  always("name", RESOURCE_NAME),
                  always("target", TARGET))),
          set(
              "containerResource",
              Struct.of(
                  "v2.ContainerResourceMetricSource",
                  always("name", RESOURCE_NAME),
                  always("target", TARGET),
                  always("container", TEXT))),
          set(
              "external",
              Struct.of(
                  "v2.ExternalMetricSource", always("metric", METRIC), always("target", TARGET))));

  private static final Struct RULES =
      Struct.of(
          "v2.HPAScalingRules",
          set("stabilizationWindowSeconds", INT32),
          set("selectPolicy", new Text("v2.ScalingPolicySelect")),
          set(
              "policies",
              listOf(
                  Struct.of(
                      "v2.HPAScalingPolicy",
                      always("type", new Text("v2.HPAScalingPolicyType")),
                      always("value", INT32),
                      always("periodSeconds", INT32)))),
          set("tolerance", AMOUNT));

  static final Struct SPEC =
      Struct.of(
          "v2.HorizontalPodAutoscalerSpec",
          always("scaleTargetRef", REFERENCE),
          set("minReplicas", INT32),
          always("maxReplicas", INT32),
          set("metrics", listOf(METRIC_SPEC)),
          set(
              "behavior",
              Struct.of(
                  "v2.HorizontalPodAutoscalerBehavior",
                  set("scaleUp", RULES),
                  set("scaleDown", RULES))));

  static final Struct AUTOSCALER =
      Struct.of(
          "v2.HorizontalPodAutoscaler",
          filled("kind", TEXT),
          filled("apiVersion", TEXT),
          always("metadata", MetadataSchema.METADATA),
          always("spec", SPEC),
          always("status", StatusSchema.STATUS));

  private Schema() {}

  /// What the server keeps of any object.
  private static final class MetadataSchema {

    private static final GoType UID = new Text("types.UID");

    static final Struct METADATA =
        Struct.of(
            "v1.ObjectMeta",
            filled("name", TEXT),
            filled("generateName", TEXT),
            filled("namespace", TEXT),
            filled("selfLink", TEXT),
            filled("uid", UID),
            filled("resourceVersion", TEXT),
            filled("generation", INT64),
            set("creationTimestamp", ANYTHING),
            set("deletionTimestamp", ANYTHING),
            set("deletionGracePeriodSeconds", INT64),
            filled("labels", TEXT_MAP),
            filled("annotations", TEXT_MAP),
            filled(
                "ownerReferences",
                listOf(
                    Struct.of(
                        "v1.OwnerReference",
                        always("apiVersion", TEXT),
                        always("kind", TEXT),
                        always("name", TEXT),
                        always("uid", UID),
                        set("controller", FLAG),
                        set("blockOwnerDeletion", FLAG)))),
            filled("finalizers", listOf(TEXT)),
            filled(
                "managedFields",
                listOf(
                    Struct.of(
                        "v1.ManagedFieldsEntry",
                        filled("manager", TEXT),
                        filled("operation", new Text("v1.ManagedFieldsOperationType")),
                        filled("apiVersion", TEXT),
                        set("time", ANYTHING),
                        filled("fieldsType", TEXT),
                        set("fieldsV1", ANYTHING),
                        filled("subresource", TEXT)))));
  }

  /// What the controller reports. Creating an object drops it, but it is read before.
  private static final class StatusSchema {

    private static final Struct VALUE =
        Struct.of(
            "v2.MetricValueStatus",
            set("value", AMOUNT),
            set("averageValue", AMOUNT),
            set("averageUtilization", INT32));

    static final Struct STATUS =
        Struct.of(
            "v2.HorizontalPodAutoscalerStatus",
            set("observedGeneration", INT64),
            set("lastScaleTime", ANYTHING),
            filled("currentReplicas", INT32),
            always("desiredReplicas", INT32),
            filled(
                "currentMetrics",
                listOf(
                    Struct.of(
                        "v2.MetricStatus",
                        always("type", new Text("v2.MetricSourceType")),
                        set(
                            "object",
                            Struct.of(
                                "v2.ObjectMetricStatus",
                                always("metric", METRIC),
                                always("current", VALUE),
                                always("describedObject", REFERENCE))),
                        set(
                            "pods",
                            Struct.of(
                                "v2.PodsMetricStatus",
                                always("metric", METRIC),
                                always("current", VALUE))),
                        set(
                            "resource",
                            Struct.of(
                                "v2.ResourceMetricStatus",
                                always("name", RESOURCE_NAME),
                                always("current", VALUE))),
                        set(
                            "containerResource",
                            Struct.of(
                                "v2.ContainerResourceMetricStatus",
                                always("name", RESOURCE_NAME),
                                always("current", VALUE),
                                always("container", TEXT))),
                        set(
                            "external",
                            Struct.of(
                                "v2.ExternalMetricStatus",
                                always("metric", METRIC),
                                always("current", VALUE)))))),
            set(
                "conditions",
                listOf(
                    Struct.of(
                        "v2.HorizontalPodAutoscalerCondition",
                        always("type", new Text("v2.HorizontalPodAutoscalerConditionType")),
                        always("status", new Text("v1.ConditionStatus")),
                        set("lastTransitionTime", ANYTHING),
                        filled("reason", TEXT),
                        filled("message", TEXT)))));
  }

  private static Field always(String name, GoType type) {
    return new Field(name, type, Presence.ALWAYS);
  }

  private static Field set(String name, GoType type) {
    return new Field(name, type, Presence.WHEN_SET);
  }

  private static Field filled(String name, GoType type) {
    return new Field(name, type, Presence.WHEN_FILLED);
  }

  private static GoType listOf(GoType element) {
    return new ListOf(element);
  }
}
