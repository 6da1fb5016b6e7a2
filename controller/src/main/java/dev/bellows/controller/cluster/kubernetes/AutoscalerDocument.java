package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;

/// HorizontalPodAutoscalers as plain documents.
final class AutoscalerDocument {
  private AutoscalerDocument() {}

  /// The whole object, without who wrote which field.
  @SuppressWarnings("unchecked")
  static Map<String, Object> of(GenericKubernetesResource object, KubernetesClient client) {
    Map<String, Object> document =
        new LinkedHashMap<>(
            client.getKubernetesSerialization().convertValue(object, LinkedHashMap.class));
    Map<String, Object> metadata =
        new LinkedHashMap<>((Map<String, Object>) document.getOrDefault("metadata", Map.of()));
    metadata.remove("managedFields");
    document.put("metadata", metadata);
    return document;
  }

  static boolean scales(Map<String, Object> document, String deployment) {
    return document.get("spec") instanceof Map<?, ?> spec
        && spec.get("scaleTargetRef") instanceof Map<?, ?> target
        && "Deployment".equals(target.get("kind"))
        && deployment.equals(target.get("name"));
  }
}
