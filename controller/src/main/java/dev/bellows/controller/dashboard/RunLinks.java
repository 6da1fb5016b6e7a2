package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/// Makes the links of a load tester's documents lead through this service.
final class RunLinks {
  private static final String PREFIX = "/api/load";
  private static final Pattern ADDRESS = Pattern.compile("^https?://[^/]+");

  private RunLinks() {}

  static JsonNode throughUs(JsonNode document) {
    if (document.isArray()) {
      document.forEach(RunLinks::throughUs);
    } else if (document.get("links") instanceof ObjectNode links) {
      links
          .properties()
          .forEach(link -> links.put(link.getKey(), throughUs(link.getValue().asText())));
    }
    document.path("runs").forEach(RunLinks::throughUs);
    return document;
  }

  /// A link, which may name the tester's own address, as a path of this service.
  static String throughUs(String link) {
    String path = ADDRESS.matcher(link).replaceFirst("");
    return path.startsWith("/runs") ? PREFIX + path : link;
  }
}
