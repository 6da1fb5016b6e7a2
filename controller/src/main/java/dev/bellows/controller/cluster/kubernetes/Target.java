package dev.bellows.controller.cluster.kubernetes;

import java.net.URI;

/// The Deployment under test.
///
/// @param url where its Service answers
public record Target(String namespace, String name, URI url) {
  private static final String PREFIX = "deployment/";

  /// Reads `deployment/NAME`.
  ///
  /// @throws IllegalArgumentException whose message is one sentence
  public static String nameIn(String setting) {
    if (!setting.startsWith(PREFIX) || setting.length() == PREFIX.length()) {
      throw new IllegalArgumentException(
          "bellows.target must look like deployment/NAME, but was '%s'.".formatted(setting));
    }
    return setting.substring(PREFIX.length());
  }
}
