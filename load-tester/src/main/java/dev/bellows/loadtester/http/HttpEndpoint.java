package dev.bellows.loadtester.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/// A target that passed the [TargetPolicy].
///
/// @param addresses every address that may be connected to, already resolved and checked
/// @param hostHeader what the `Host` header says
/// @param path of every request with its query, or empty for the bundled target's `/hash`, which is
///   told how much CPU to burn
public record HttpEndpoint(List<InetSocketAddress> addresses, String hostHeader, String path) {

  String pathWith(double cpuMillis) {
    if (!path.isEmpty()) {
      return path;
    }
    String number =
        cpuMillis == Math.rint(cpuMillis)
            ? Long.toString((long) cpuMillis)
            : String.format(Locale.ROOT, "%.3f", cpuMillis);
    return "/hash?cpuMillis=" + number;
  }
}
