package dev.bellows.controller.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The connection to the API server that the environment names: the service account of a pod, or a
/// kubeconfig.
@Singleton
public final class KubernetesConnection {
  private final KubernetesClient client;

  KubernetesConnection(KubernetesClient client) {
    this.client = client;
  }

  /// The namespace of the service account or of the kubeconfig's context.
  public Optional<String> namespace() {
    return Optional.ofNullable(client.getNamespace());
  }

  KubernetesClient client() {
    return client;
  }
}
