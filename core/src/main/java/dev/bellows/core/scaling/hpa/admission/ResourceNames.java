package dev.bellows.core.scaling.hpa.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The names of resources that a container can use: `cpu`, `hugepages-2Mi`, `example.com/gpu`.
///
/// Upstream: `pkg/apis/core/v1/validation`, `ValidateContainerResourceName`;
/// `pkg/apis/core/helper`, `standardResources`.
final class ResourceNames {

  private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");

  /// What quotas know besides; such a name is a resource, though no container has it.
  private static final Set<String> OF_QUOTAS =
      Set.of(
          "requests.cpu",
          "requests.memory",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage",
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "storage",
          "requests.storage",
          "services.nodeports",
          "services.loadbalancers");

  private ResourceNames() {}

  /// The objections to a name, none if a container can have the resource.
  static List<String> ofContainer(String name) {
    List<String> objections = new ArrayList<>(Names.qualified(name));
    if (!name.contains("/")) {
      if (objections.isEmpty() && !isStandard(name)) {
        objections.add("must be a standard resource type or fully qualified");
      }
      if (!isStandardOfContainer(name)) {
        objections.add("must be a standard resource for containers");
      }
    } else if (!name.contains("kubernetes.io/") && !isExtended(name)) {
      objections.add("doesn't follow extended resource name standard");
    }
    return objections;
  }

  private static boolean isStandard(String name) {
    return isStandardOfContainer(name)
        || OF_QUOTAS.contains(name)
        || name.startsWith("requests.hugepages-");
  }

  private static boolean isStandardOfContainer(String name) {
    return OF_CONTAINERS.contains(name) || name.startsWith("hugepages-");
  }

  /// It must remain a name when a quota puts `requests.` before it.
  private static boolean isExtended(String name) {
    return !name.startsWith("requests.") && Names.qualified("requests." + name).isEmpty();
  }
}
