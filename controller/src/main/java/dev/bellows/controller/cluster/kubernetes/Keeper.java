package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.AutoscalerEditor;
import dev.bellows.controller.cluster.ClusterRefusal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/// Applies what people ask for, under a field manager of its own.
final class Keeper implements AutoscalerEditor {
  private final Target target;
  private final KubernetesClient client;
  private final KubernetesCluster cluster;

  Keeper(Target target, KubernetesClient client, KubernetesCluster cluster) {
    this.target = target;
    this.client = client;
    this.cluster = cluster;
  }

  @Override
  public void change(
      Map<String, Object> specBefore, Map<String, Object> specAfter, boolean takeOver) {
    throw new ClusterRefusal(
        501, "The autoscaler of a cluster cannot be edited here: use kubectl.");
  }
}
