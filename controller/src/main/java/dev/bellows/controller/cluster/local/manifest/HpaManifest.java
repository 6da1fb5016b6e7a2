package dev.bellows.controller.cluster.local.manifest;

import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.core.scaling.hpa.admission.Admission;
import dev.bellows.core.scaling.hpa.admission.Cause;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the HorizontalPodAutoscaler of the target, and refuses what an API server would refuse.
final class HpaManifest {
  private HpaManifest() {}

  /// The document, defaulted as the API server does it.
  static Map<String, Object> read(Path file, String workload) {
    YamlNode hpa = YamlFile.read(file, "autoscaling/v2", "HorizontalPodAutoscaler");
    YamlNode spec = hpa.required("spec");
    YamlNode target = spec.required("scaleTargetRef");
    target.required("kind").mustBe("Deployment");
    target.required("name").mustBe(workload);
    spec.required("maxReplicas").integer(1, ReplicaActuator.MOST_REPLICAS);
    Map<String, Object> document = namespaced(hpa);
    document.put(
        "spec",
        switch (Admission.admit(document)) {
          case Verdict.Accepted accepted -> accepted.spec();
          case Verdict.Invalid invalid -> throw wrong(hpa, invalid.causes().getFirst());
          case Verdict.NotDecodable unreadable -> throw hpa.wrong(unreadable.message());
        });
    return document;
  }

  private static ManifestException wrong(YamlNode hpa, Cause cause) {
    return hpa.at(cause.field()).wrong(cause.field() + ": " + cause.message());
  }

  /// Kustomize adds the namespace when it applies the file, so the file has none.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> namespaced(YamlNode hpa) {
    Map<String, Object> document = (Map<String, Object>) hpa.toDocument();
    Map<String, Object> metadata =
        new LinkedHashMap<>((Map<String, Object>) hpa.required("metadata").toDocument());
    metadata.putIfAbsent("namespace", "scaling-challenge");
    document.put("metadata", metadata);
    return document;
  }
}
