package dev.bellows.controller.cluster.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The cluster on this machine.
@ConfigMapping(prefix = "bellows.local")
public interface LocalClusterConfig {

  /// Folder with `demo-app/{deployment,hpa,service}.yaml`; by default `k8s/base` of the checkout.
  Optional<Path> manifests();

  /// Address of the target's Service.
  @WithDefault("127.0.0.1")
  String serviceHost();

  /// Port of the target's Service; 0 takes any free one.
  @WithDefault("31005")
  int servicePort();

  /// How often pods' CPU is sampled; metrics-server's `--metric-resolution`.
  @WithDefault("15s")
  Duration metricResolution();

  /// Command that starts a pod, word by word, instead of the built target.
  Optional<List<String>> podCommand();
}
