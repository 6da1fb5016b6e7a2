package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.core.scaling.hpa.Quantity;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Optional;

/// Whether the target at its largest fits the cluster, and with which request it would.
final class Sizing {
  /// The share of all CPU that the target may request; the rest is for the bench and the system.
  private static final int TARGET_PERCENT = 60;

  private static final int PERCENT = 100;

  /// Requests are rounded down to these steps, and never below one.
  private static final int STEP_MILLICORES = 10;

  private Sizing() {}

  /// What all schedulable nodes together give to pods, in thousandths.
  static long allocatableMilli(List<Node> nodes, String resource) {
    return nodes.stream()
        .filter(node -> node.getSpec() == null || node.getSpec().getUnschedulable() != Boolean.TRUE)
        .filter(node -> node.getStatus() != null && node.getStatus().getAllocatable() != null)
        .map(node -> node.getStatus().getAllocatable().get(resource))
        .filter(quantity -> quantity != null)
        .mapToLong(quantity -> Quantity.parse(quantity.toString()).milliValue())
        .sum();
  }

  /// The largest request of at most the wanted one with which so many replicas fit.
  static long fittingMillicores(long allocatableMillicores, int replicas, long wantedMillicores) {
    long share = allocatableMillicores * TARGET_PERCENT / PERCENT / Math.max(1, replicas);
    if (share >= wantedMillicores) {
      return wantedMillicores;
    }
    return Math.max(STEP_MILLICORES, share / STEP_MILLICORES * STEP_MILLICORES);
  }

  static Optional<String> advice(long allocatableMillicores, int replicas, long requestMillicores) {
    if (allocatableMillicores == 0 || replicas == 0 || requestMillicores == 0) {
      return Optional.empty();
    }
    long fitting = fittingMillicores(allocatableMillicores, replicas, requestMillicores);
    if (fitting == requestMillicores) {
      return Optional.of(
          "%d replicas of %dm CPU fit: they request %dm of the %dm that the nodes give to pods."
              .formatted(
                  replicas,
                  requestMillicores,
                  replicas * requestMillicores,
                  allocatableMillicores));
    }
    return Optional.of(
        "%d replicas of %dm CPU request %dm of the %dm that the nodes give to pods, so some may stay Pending: a request of %dm fits, or a smaller maxReplicas."
            .formatted(
                replicas,
                requestMillicores,
                replicas * requestMillicores,
                allocatableMillicores,
                fitting));
  }
}
