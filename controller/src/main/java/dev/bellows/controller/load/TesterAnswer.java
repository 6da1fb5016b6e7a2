package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a load tester answered, to be passed on as it is, or what the fleet answers in its place.
public record TesterAnswer(int status, String contentType, Optional<String> location, byte[] body) {

  private static final String JSON = "application/json";

  static TesterAnswer json(int status, JsonNode document) {
    return text(status, JSON, document.toString());
  }

  static TesterAnswer text(int status, String contentType, String text) {
    return new TesterAnswer(
        status, contentType, Optional.empty(), text.getBytes(StandardCharsets.UTF_8));
  }

  static TesterAnswer problem(int status, String title, String detail, String path) {
    ObjectNode problem =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("instance", path);
    return text(status, "application/problem+json", problem.toString());
  }

  TesterAnswer at(String newLocation) {
    return new TesterAnswer(status, contentType, Optional.of(newLocation), body);
  }

  boolean isGood() {
    return status >= 200 && status < 300;
  }
}
