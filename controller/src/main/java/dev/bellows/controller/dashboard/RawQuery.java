package dev.bellows.controller.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A query as a client wrote it. Clients send characters that no URI may hold (`{`, `|`, `"`),
/// which servers accept; passed on they must be escaped.
final class RawQuery {
  /// Not one of RFC 3986's characters of a query, or a percent sign that escapes nothing.
  private static final Pattern ILLEGAL =
      Pattern.compile("[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]|%(?![0-9A-Fa-f]{2})");

  private RawQuery() {}

  /// The same query with everything illegal in it percent-encoded.
  static String legal(String query) {
    return ILLEGAL.matcher(query).replaceAll(illegal -> escaped(illegal.group()));
  }

  private static String escaped(String character) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
      escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
    }
    return escaped.toString();
  }
}
