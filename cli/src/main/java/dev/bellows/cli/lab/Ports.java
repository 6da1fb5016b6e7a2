package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/// The three loopback ports of a lab: the dashboard's, and the two after it.
record Ports(int dashboard) {
  static final int DEFAULT_DASHBOARD = 31003;

  Ports {
    if (dashboard < 1024 || dashboard > 65_533) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE, "--port must be between 1024 and 65533, but was " + dashboard);
    }
  }

  int loadTester() {
    return dashboard + 1;
  }

  int target() {
    return dashboard + 2;
  }

  static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// @throws CommandFailure naming the first port that something else listens on
  void requireFree() {
    requireFree(dashboard, "the dashboard");
    requireFree(loadTester(), "the load tester");
    requireFree(target(), "the target's Service");
  }

  private static void requireFree(int port, String user) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      socket.getLocalPort();
    } catch (IOException busy) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "Port "
              + port
              + " on 127.0.0.1, needed for "
              + user
              + ", is in use: end what listens there (`bellows down` if it is a Bellows), or choose"
              + " other ports with --port.");
    }
  }
}
