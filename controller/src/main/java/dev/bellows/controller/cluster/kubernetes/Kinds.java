package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/// The kinds that are read and written as plain documents. They are told here, because asking the
/// API server for its kinds takes a request and a right each.
final class Kinds {
  static final ResourceDefinitionContext HPA =
      kind("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler");
  static final ResourceDefinitionContext DEPLOYMENT =
      kind("apps", "v1", "deployments", "Deployment");
  static final ResourceDefinitionContext SERVICE = kind("", "v1", "services", "Service");
  static final ResourceDefinitionContext SERVICE_ACCOUNT =
      kind("", "v1", "serviceaccounts", "ServiceAccount");
  static final ResourceDefinitionContext POD_METRICS =
      kind("metrics.k8s.io", "v1beta1", "pods", "PodMetrics");

  private Kinds() {}

  /// The kind of a document.
  static ResourceDefinitionContext of(String kind) {
    return switch (kind) {
      case "HorizontalPodAutoscaler" -> HPA;
      case "Deployment" -> DEPLOYMENT;
      case "Service" -> SERVICE;
      case "ServiceAccount" -> SERVICE_ACCOUNT;
      default -> throw new IllegalArgumentException("objects of kind " + kind + " are not kept");
    };
  }

  private static ResourceDefinitionContext kind(
      String group, String version, String plural, String kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withPlural(plural)
        .withKind(kind)
        .withNamespaced(true)
        .build();
  }
}
