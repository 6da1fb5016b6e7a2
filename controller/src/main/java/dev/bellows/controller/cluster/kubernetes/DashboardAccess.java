package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ways to reach the dashboard from the desk of the one who looks at it.
final class DashboardAccess {
  private static final int LOCAL_PORT = 31003;

  private DashboardAccess() {}

  /// The best first; a port-forward works everywhere and is always the last.
  static List<String> ways(
      ClusterKind kind,
      String namespace,
      String name,
      Optional<Service> service,
      List<Node> nodes) {
    List<String> ways = new ArrayList<>();
    service.ifPresent(found -> {
      loadBalancer(found).ifPresent(ways::add);
      nodePort(found).ifPresent(port -> byNodePort(kind, namespace, name, port, nodes, ways));
    });
    ways.add(
        "kubectl -n %s port-forward service/%s %d:80, then http://localhost:%d"
            .formatted(namespace, name, LOCAL_PORT, LOCAL_PORT));
    return List.copyOf(ways);
  }

  private static void byNodePort(
      ClusterKind kind,
      String namespace,
      String name,
      int port,
      List<Node> nodes,
      List<String> ways) {
    switch (kind.name()) {
      case "Docker Desktop" -> ways.add("http://localhost:" + port);
      case "minikube" -> ways.add("minikube service -n %s %s --url".formatted(namespace, name));
      case "kind" ->
          ways.add(
              "http://localhost:%d, if the kind cluster was made with extraPortMappings for %d"
                  .formatted(port, port));
      default ->
          nodes.stream()
              .flatMap(node -> address(node).stream())
              .findFirst()
              .ifPresent(address -> ways.add("http://%s:%d".formatted(address, port)));
    }
  }

  private static Optional<String> loadBalancer(Service service) {
    if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
      return Optional.empty();
    }
    for (LoadBalancerIngress ingress : service.getStatus().getLoadBalancer().getIngress()) {
      @Nullable String host =
          ingress.getHostname() == null ? ingress.getIp() : ingress.getHostname();
      if (host != null) {
        return Optional.of("http://" + host);
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> nodePort(Service service) {
    return service.getSpec().getPorts().stream()
        .map(ServicePort::getNodePort)
        .filter(port -> port != null && port > 0)
        .findFirst();
  }

  private static Optional<String> address(Node node) {
    if (node.getStatus() == null) {
      return Optional.empty();
    }
    List<NodeAddress> addresses = node.getStatus().getAddresses();
    for (String type : List.of("ExternalIP", "InternalIP")) {
      for (NodeAddress address : addresses) {
        if (address.getType().equals(type)) {
          return Optional.of(address.getAddress());
        }
      }
    }
    return Optional.empty();
  }
}
