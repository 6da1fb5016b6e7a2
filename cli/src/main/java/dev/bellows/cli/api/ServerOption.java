package dev.bellows.cli.api;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the controller is.
public final class ServerOption {
  /// Where `bellows deploy` puts it.
  public static final String NAMESPACE = "scaling-challenge";

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${BELLOWS_SERVER:-http://127.0.0.1:31003}",
      description =
          "The controller's address (default: ${DEFAULT-VALUE}; environment: BELLOWS_SERVER).")
  private URI address = URI.create("http://127.0.0.1:31003");

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description =
          "A context of your kubeconfig: the controller is the one in that cluster, reached through"
              + " `kubectl port-forward` while the command runs.")
  private @Nullable String context;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description = "With --context, where the controller is (default: ${DEFAULT-VALUE}).")
  private String namespace = NAMESPACE;

  /// @throws CommandFailure when the address is no absolute http or https URL, or the cluster's
  ///   controller cannot be reached
  public Controller connect() {
    if (context != null) {
      PortForward forward = PortForward.open(new Kubectl(context), namespace);
      return new Controller(forward.address(), forward::close);
    }
    String scheme = address.getScheme();
    if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--server must be a URL such as http://127.0.0.1:31003, but was " + address);
    }
    return new Controller(address);
  }
}
