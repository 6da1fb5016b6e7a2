package dev.bellows.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What people type, as a part of a path or of a query.
public final class UrlText {
  private UrlText() {}

  public static String of(String typed) {
    return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
