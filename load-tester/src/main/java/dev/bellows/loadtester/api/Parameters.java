package dev.bellows.loadtester.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The named values of a request, from its query and its body alike. Reading a value checks it.
final class Parameters {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,12})?([eE]\\+?\\d{1,2})?");

  private final Map<String, String> values = new TreeMap<>();

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
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isValueNode() || field.getValue().isNull()) {
        throw ProblemException.parameter(
            field.getKey(), "must be a number or a text, but was " + field.getValue());
      }
      put(field.getKey(), field.getValue().asText());
    }
  }

  private void put(String name, String value) {
    if (values.putIfAbsent(name, value) != null) {
      throw ProblemException.parameter(name, "must be given once, but was given several times");
    }
  }

  void refuseUnknown(Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw ProblemException.parameter(
            name, "is not known here; known are " + String.join(", ", known));
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<Double> number(String name, double least, double most, String unit) {
    return text(name)
        .map(given -> {
          String rule =
              "must be between %s and %s%s, but was %s"
                  .formatted(plain(least), plain(most), unit, shown(given));
          if (!NUMBER.matcher(given).matches()) {
            throw ProblemException.parameter(name, rule.replace("must be", "must be a number"));
          }
          double value = new BigDecimal(given).doubleValue();
          if (!(value >= least && value <= most)) {
            throw ProblemException.parameter(name, rule);
          }
          return value;
        });
  }

  Optional<Long> whole(String name) {
    return text(name)
        .map(given -> {
          try {
            return Long.parseLong(given);
          } catch (NumberFormatException notWhole) {
            throw ProblemException.parameter(
                name,
                "must be a whole number between %d and %d, but was %s"
                    .formatted(Long.MIN_VALUE, Long.MAX_VALUE, shown(given)));
          }
        });
  }

  String oneOf(String name, List<String> choices, String fallback) {
    String given = values.getOrDefault(name, fallback);
    if (!choices.contains(given)) {
      throw ProblemException.parameter(
          name,
          "must be one of %s, but was %s".formatted(String.join(", ", choices), shown(given)));
    }
    return given;
  }

  /// A value as a message may repeat it: never empty, never endless.
  static String shown(String given) {
    if (given.isBlank()) {
      return "empty";
    }
    return given.length() > 100 ? given.substring(0, 100) + "..." : given;
  }

  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
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
