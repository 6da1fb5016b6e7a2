package dev.bellows.controller.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Makes the links of a load tester's documents lead through this service.
final class RunLinks {
  static final String PREFIX = "/api/load";

  private RunLinks() {}

  static JsonNode throughUs(JsonNode document) {
    if (document.isArray()) {
      document.forEach(RunLinks::throughUs);
    } else if (document.get("links") instanceof ObjectNode links) {
      links
          .properties()
          .forEach(link -> {
            if (link.getValue().asText().startsWith("/runs")) {
              links.put(link.getKey(), throughUs(link.getValue().asText()));
            }
          });
    }
    document.path("runs").forEach(RunLinks::throughUs);
    return document;
  }

  static String throughUs(String path) {
    return path.startsWith("/runs") ? PREFIX + path : path;
  }
}
