package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.ReplicaActuator;
import dev.bellows.controller.cluster.WorkloadObserver;
import dev.bellows.core.scaling.Observation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/// The target as a scaler of our own has it: it sees what was last watched and writes the scale
/// subresource.
///
/// It stands aside, with a sentence among the limits, while the target cannot be seen and while an
/// autoscaler of the cluster scales it, too.
final class KubernetesScaler implements WorkloadObserver, ReplicaActuator {
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final String RIVAL = "second scaler";
  private static final String SCALING = "scaling";

  private final Target target;
  private final KubernetesClient client;
  private final KubernetesCluster cluster;
  private final Limits limits;

  KubernetesScaler(
      Target target, KubernetesClient client, KubernetesCluster cluster, Limits limits) {
    this.target = target;
    this.client = client;
    this.cluster = cluster;
    this.limits = limits;
  }

  @Override
  public Observation observe() {
    cluster.autoscaler().ifPresentOrElse(this::standAside, () -> limits.lift(RIVAL));
    return cluster
        .observation()
        .orElseThrow(() ->
            new ClusterRefusal(
                NOT_FOUND, "deployment/%s has not been seen.".formatted(target.name())));
  }

  private void standAside(Map<String, Object> rival) {
    String sentence =
        "%s scales deployment/%s, too, so the controller stands aside: delete one of the two scalers."
            .formatted(ObjectName.of(rival), target.name());
    limits.set(RIVAL, sentence);
    throw new ClusterRefusal(CONFLICT, sentence);
  }

  /// A merge patch and no update: the Deployment changes with each of its pods, and every update
  /// that read it a moment earlier would be in conflict.
  @Override
  public void scale(int replicas) {
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must be 0 or more, but was " + replicas);
    }
    try {
      client
          .genericKubernetesResources(Kinds.DEPLOYMENT)
          .inNamespace(target.namespace())
          .withName(target.name())
          .subresource("scale")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON_MERGE)
                  .withFieldManager(Applier.MANAGER)
                  .build(),
              "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
      limits.lift(SCALING);
    } catch (KubernetesClientException failure) {
      String sentence =
          ApiFailure.sentence(
              "scale deployment/%s to %d".formatted(target.name(), replicas), failure);
      limits.set(SCALING, sentence);
      throw new ClusterRefusal(ApiFailure.statusFor(failure), sentence);
    }
  }
}
