package dev.bellows.controller.cluster.local.manifest;

import java.nio.file.Path;
import java.util.Map;

/// The target as its manifests describe it.
///
/// @param hpa the whole HorizontalPodAutoscaler document, defaulted
public record TargetManifests(PodTemplate pod, Map<String, Object> hpa) {

  /// Reads `demo-app/{deployment,hpa,service}.yaml` below the directory; throws [ManifestException]
  /// for the first flaw found.
  public static TargetManifests read(Path base) {
    Path folder = base.resolve("demo-app");
    PodTemplate pod = DeploymentManifest.read(folder.resolve("deployment.yaml"));
    Map<String, Object> hpa = HpaManifest.read(folder.resolve("hpa.yaml"), pod.workload());
    YamlNode service = YamlFile.read(folder.resolve("service.yaml"), "v1", "Service");
    service.required("metadata").required("name").mustBe(pod.workload());
    YamlNode ports = service.required("spec").required("ports");
    if (ports.items().size() != 1) {
      throw ports.wrong("%s must hold exactly one port".formatted(ports.path()));
    }
    return new TargetManifests(pod, hpa);
  }
}
