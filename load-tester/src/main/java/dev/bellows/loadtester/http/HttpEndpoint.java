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
/// @param wire how it is spoken to
public record HttpEndpoint(
    List<InetSocketAddress> addresses, String hostHeader, String path, Wire wire) {

  /// Over HTTP/1.1 without TLS.
  public HttpEndpoint(List<InetSocketAddress> addresses, String hostHeader, String path) {
    this(addresses, hostHeader, path, Wire.PLAIN);
  }

  public HttpEndpoint over(Wire other) {
    return new HttpEndpoint(addresses, hostHeader, path, other);
  }

  /// The name that a certificate must be for.
  String serverName() {
    String name = hostHeader.replaceFirst(":\\d*$", "");
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

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
