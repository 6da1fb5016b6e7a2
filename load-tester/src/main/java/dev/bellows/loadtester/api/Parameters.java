package dev.bellows.loadtester.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.core.schedule.shape.Values;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The named values of a request, from its query and its body alike.
final class Parameters extends Values {

  static Parameters ofQuery(MultivaluedMap<String, String> query) {
    Parameters parameters = new Parameters();
    query.forEach((name, given) -> given.forEach(value -> parameters.put(name, value)));
    return parameters;
  }

  /// Adds a body: a JSON object, or a form as `curl -d a=b` sends it.
  Parameters withBody(String body, ObjectMapper json) {
    String text = body.strip();
    if (text.startsWith("{") || text.startsWith("[") || !text.contains("=")) {
      if (!text.isEmpty()) {
        addJson(text, json);
      }
      return this;
    }
    for (String pair : text.split("&")) {
      String[] sides = pair.split("=", 2);
      put(decoded(sides[0]), sides.length == 2 ? decoded(sides[1]) : "");
    }
    return this;
  }

  private void addJson(String text, ObjectMapper json) {
    JsonNode node;
    try {
      node = json.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw ProblemException.malformed(
          "The body must be a JSON object such as {\"intensity\": 70, \"duration\": 120}, but it"
              + " is not JSON: "
              + firstLine(malformed.getOriginalMessage())
              + ".");
    }
    if (!node.isObject()) {
      throw ProblemException.malformed(
          "The body must be a JSON object such as {\"intensity\": 70, \"duration\": 120}.");
    }
    putTree(json.convertValue(node, Map.class));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw ProblemException.malformed("The form in the body is not encoded properly.");
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}
