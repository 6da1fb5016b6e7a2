package dev.bellows.cli.deploy;

import dev.bellows.cli.api.Kubectl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which manifests, on which cluster.
final class Installation {
  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "The context of your kubeconfig (default: the current one).")
  private @Nullable String context;

  @Option(
      names = "--overlay",
      paramLabel = "NAME",
      description = "A folder of k8s/overlays (default: the default one).")
  private @Nullable String overlay;

  Kubectl kubectl() {
    return new Kubectl(context);
  }

  /// @throws dev.bellows.cli.api.CommandFailure when there is no overlay of that name
  String folder() {
    return Overlay.named(overlay).folder().toString();
  }

  /// How the other commands reach the controller in this cluster.
  String server() {
    return context == null ? "--server URL" : "--context " + context;
  }
}
