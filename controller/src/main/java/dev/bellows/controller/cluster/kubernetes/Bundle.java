package dev.bellows.controller.cluster.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The bundled target: the very files of `k8s/base/demo-app`.
final class Bundle {
  /// In the order in which they are applied.
  private static final List<String> FILES =
      List.of("service-account.yaml", "deployment.yaml", "service.yaml", "hpa.yaml");

  private Bundle() {}

  static List<Map<String, Object>> documents() {
    List<Map<String, Object>> documents = new ArrayList<>();
    FILES.forEach(file -> documents.add(read(file)));
    return documents;
  }

  /// The document of an object such as `hpa/demo-app`.
  static Optional<Map<String, Object>> document(String object) {
    return documents().stream()
        .filter(document -> ObjectName.of(document).equals(object))
        .findFirst();
  }

  /// The bundled HorizontalPodAutoscaler as that of a Deployment.
  static Map<String, Object> autoscalerOf(Target target) {
    Map<String, Object> autoscaler = read("hpa.yaml");
    Map<String, Object> named = Map.of("name", target.name(), "namespace", target.namespace());
    return Fields.joined(
        autoscaler,
        Map.of("metadata", named, "spec", Map.of("scaleTargetRef", Map.of("name", target.name()))));
  }

  private static Map<String, Object> read(String file) {
    try (InputStream yaml = Bundle.class.getResourceAsStream("/bundle/" + file)) {
      if (yaml == null) {
        throw new IllegalStateException("the bundle has no " + file);
      }
      return new LinkedHashMap<>(
          Fields.document(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
