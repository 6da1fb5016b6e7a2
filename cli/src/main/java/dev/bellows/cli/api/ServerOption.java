package dev.bellows.cli.api;

import java.net.URI;
import picocli.CommandLine.Option;

/// Where the controller is.
public final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${BELLOWS_SERVER:-http://127.0.0.1:31003}",
      description =
          "The controller's address (default: ${DEFAULT-VALUE}; environment: BELLOWS_SERVER).")
  private URI address = URI.create("http://127.0.0.1:31003");

  /// @throws CommandFailure when the address is no absolute http or https URL
  public Controller connect() {
    String scheme = address.getScheme();
    if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--server must be a URL such as http://127.0.0.1:31003, but was " + address);
    }
    return new Controller(address);
  }
}
