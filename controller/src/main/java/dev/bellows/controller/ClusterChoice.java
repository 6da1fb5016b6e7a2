package dev.bellows.controller;

import dev.bellows.controller.cluster.kubernetes.KubernetesConfig;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where the pods run: `bellows.cluster` is `local`, `kubernetes` or `auto`, which means on
/// Kubernetes for a service that itself runs in a pod.
@Singleton
final class ClusterChoice {
  private final boolean kubernetes;

  ClusterChoice(@ConfigProperty(name = "bellows.cluster", defaultValue = "auto") String choice) {
    this.kubernetes =
        switch (choice) {
          case "local" -> false;
          case "kubernetes" -> true;
          case "auto" -> System.getenv(KubernetesConfig.MARK_OF_A_POD) != null;
          default ->
              throw new UnusableSettingException(
                  "bellows.cluster must be auto, local or kubernetes, but was '%s'."
                      .formatted(choice));
        };
  }

  boolean isKubernetes() {
    return kubernetes;
  }
}
