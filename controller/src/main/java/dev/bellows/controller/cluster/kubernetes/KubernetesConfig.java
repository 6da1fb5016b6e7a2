package dev.bellows.controller.cluster.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The cluster behind a Kubernetes API.
@ConfigMapping(prefix = "bellows.kubernetes")
public interface KubernetesConfig {

  /// Kubernetes sets this environment variable in every container.
  String MARK_OF_A_POD = "KUBERNETES_SERVICE_HOST";

  /// Where the target is; by default the namespace that this service itself runs in, or that of the
  /// kubeconfig's context.
  Optional<String> namespace();

  /// Who scales the target: the `cluster`, with whatever autoscaler it has, or this `controller`.
  @WithDefault("cluster")
  Scaler scaler();

  /// The Service through which the dashboard is reached.
  @WithDefault("controller")
  String service();

  /// How often metrics.k8s.io is asked. metrics-server has news every 15 s; asking more often tells
  /// when they came.
  @WithDefault("1s")
  Duration metricsEvery();

  /// The wait before a broken watch is opened again; it doubles with every failure.
  @WithDefault("1s")
  Duration retryAfter();

  /// The longest such wait.
  @WithDefault("30s")
  Duration retryAtMost();

  /// A watch that has said nothing for so long is opened again. The API server sends a bookmark
  /// every minute.
  @WithDefault("3m")
  Duration silentAtMost();

  /// How often the nodes are looked at again.
  @WithDefault("1m")
  Duration environmentEvery();
}
