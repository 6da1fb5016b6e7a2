package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/// The loopback ports of a lab, in a row: the dashboard's, the load tester's, the target's, and
/// those of further load testers.
record Ports(int dashboard, int loadTesterCount) {
  static final int DEFAULT_DASHBOARD = 31003;
  private static final int MOST_LOAD_TESTERS = 8;

  Ports {
    if (loadTesterCount < 1 || loadTesterCount > MOST_LOAD_TESTERS) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--load-testers must be between 1 and "
              + MOST_LOAD_TESTERS
              + ", but was "
              + loadTesterCount);
    }
    int most = 65_535 - 1 - loadTesterCount;
    if (dashboard < 1024 || dashboard > most) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "--port must be between 1024 and "
              + most
              + (loadTesterCount == 1 ? "" : " for " + loadTesterCount + " load testers")
              + ", but was "
              + dashboard);
    }
  }

  List<Integer> loadTesters() {
    return IntStream.range(0, loadTesterCount)
        .mapToObj(number -> dashboard + (number == 0 ? 1 : 2 + number))
        .toList();
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
    loadTesters().forEach(port -> requireFree(port, "a load tester"));
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
