package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which product a cluster is, concluded from what its nodes and its API server say of themselves.
///
/// @param name for people
/// @param local whether it runs on the machine of the one who looks at it
/// @param evidence what it was concluded from
record ClusterKind(String name, boolean local, List<String> evidence) {

  /// The first mark that fits decides; the local products come first, because k3s also runs in
  /// clouds.
  private static final List<Mark> MARKS =
      List.of(
          new Mark("minikube", true, "label", "minikube.k8s.io/name"),
          new Mark("kind", true, "providerID", "kind://"),
          new Mark("Docker Desktop", true, "name", "docker-desktop"),
          new Mark("k3s", true, "providerID", "k3s://"),
          new Mark("k3s", true, "version", "+k3s"),
          new Mark("MicroK8s", true, "label", "microk8s.io/cluster"),
          new Mark("OpenShift", false, "label", "node.openshift.io/os_id"),
          new Mark("cloud (EKS)", false, "providerID", "aws://"),
          new Mark("cloud (EKS)", false, "version", "-eks-"),
          new Mark("cloud (GKE)", false, "providerID", "gce://"),
          new Mark("cloud (GKE)", false, "version", "-gke."),
          new Mark("cloud (AKS)", false, "providerID", "azure://"),
          new Mark("cloud (DigitalOcean)", false, "providerID", "digitalocean://"),
          new Mark("cloud (Hetzner)", false, "providerID", "hcloud://"),
          new Mark("cloud (OpenStack)", false, "providerID", "openstack://"));

  /// @param version of the API server
  static ClusterKind of(List<Node> nodes, Optional<String> version) {
    for (Mark mark : MARKS) {
      Optional<String> evidence = mark.find(nodes, version.orElse(""));
      if (evidence.isPresent()) {
        return new ClusterKind(mark.kind, mark.local, List.of(evidence.get()));
      }
    }
    return new ClusterKind(
        "Kubernetes",
        false,
        List.of(
            nodes.isEmpty()
                ? "the nodes cannot be seen, and the version tells no product"
                : "no mark of a known product on the nodes"));
  }

  private record Mark(String kind, boolean local, String place, String sign) {
    Optional<String> find(List<Node> nodes, String version) {
      if (place.equals("version")) {
        return version.contains(sign)
            ? Optional.of("API server version " + version)
            : Optional.empty();
      }
      return nodes.stream().flatMap(node -> on(node).stream()).findFirst();
    }

    private Optional<String> on(Node node) {
      String name = node.getMetadata().getName();
      return switch (place) {
        case "label" -> {
          @Nullable Map<String, String> labels = node.getMetadata().getLabels();
          yield labels != null && labels.containsKey(sign)
              ? Optional.of("label %s of node %s".formatted(sign, name))
              : Optional.empty();
        }
        case "providerID" -> {
          @Nullable String id = node.getSpec() == null ? null : node.getSpec().getProviderID();
          yield id != null && id.startsWith(sign)
              ? Optional.of("providerID %s of node %s".formatted(id, name))
              : Optional.empty();
        }
        default -> name.equals(sign) ? Optional.of("the name of node " + name) : Optional.empty();
      };
    }
  }
}
