package dev.bellows.controller.dashboard;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// A path and query as a client wrote them. Clients send characters that no URI may hold (`{`, `|`,
/// `"`), which must not be passed on.
final class RawUri {
  private RawUri() {}

  /// The first character that must not stand there, if there is one.
  static Optional<String> firstIllegal(String uri) {
    try {
      new URI(uri);
      return Optional.empty();
    } catch (URISyntaxException illegal) {
      int at = Math.clamp(illegal.getIndex(), 0, uri.length() - 1);
      return Optional.of(uri.substring(at, at + 1));
    }
  }
}
