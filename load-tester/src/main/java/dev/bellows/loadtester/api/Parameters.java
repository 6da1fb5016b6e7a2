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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The named values of a request, from its query and its body alike. Reading a value checks it.
final class Parameters {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,12})?([eE]\\+?\\d{1,2})?");

  /// Names under which a body may hold an object or a list.
  private static final Set<String> NESTED = Set.of("shape", "of");

  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");
  private static final Pattern LEVEL = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(/s)?");

  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, JsonNode> nested = new TreeMap<>();

  static Parameters ofQuery(MultivaluedMap<String, String> query) {
    Parameters parameters = new Parameters();
    query.forEach((name, given) -> given.forEach(value -> parameters.put(name, value)));
    return parameters;
  }

  static Parameters of(String name, String value) {
    Parameters parameters = new Parameters();
    parameters.put(name, value);
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
    addFields(node);
  }

  /// The fields of an object within the body.
  static Parameters ofObject(JsonNode object) {
    Parameters parameters = new Parameters();
    parameters.addFields(object);
    return parameters;
  }

  private void addFields(JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (NESTED.contains(field.getKey()) && field.getValue().isContainerNode()) {
        nested.put(field.getKey(), field.getValue());
        continue;
      }
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

  Optional<JsonNode> container(String name) {
    return Optional.ofNullable(nested.get(name));
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>(values.keySet());
    names.addAll(nested.keySet());
    return names;
  }

  void refuseUnknown(Set<String> known) {
    for (String name : names()) {
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

  /// A time \[s\]: a number of seconds, or with a unit (`500ms`, `30s`, `2m`, `1h`).
  Optional<Double> seconds(String name) {
    return text(name)
        .map(given -> {
          Matcher time = TIME.matcher(given);
          if (!time.matches()) {
            throw ProblemException.parameter(
                name, "must be a time such as 30s or 2m, but was " + shown(given));
          }
          double unit =
              switch (time.group(2)) {
                case "ms" -> 0.001;
                case "m" -> 60;
                case "h" -> 3600;
                case null, default -> 1;
              };
          return Double.parseDouble(time.group(1)) * unit;
        });
  }

  /// A level \[requests/s\]: a percentage of the run's rate (`150`) or a rate of its own (`45/s`).
  Optional<Double> level(String name, double hundredPerSecond) {
    return text(name).map(given -> level(name, given, hundredPerSecond));
  }

  static double level(String name, String given, double hundredPerSecond) {
    Matcher level = LEVEL.matcher(given);
    if (!level.matches()) {
      throw ProblemException.parameter(
          name,
          "must be a level such as 150 (percent of the run's rate) or 45/s (requests/s), but was "
              + shown(given));
    }
    double number = Double.parseDouble(level.group(1));
    return level.group(2) == null ? number / 100 * hundredPerSecond : number;
  }

  Optional<Long> whole(String name, long least, long most) {
    return text(name)
        .map(given -> {
          try {
            long value = Long.parseLong(given);
            if (value >= least && value <= most) {
              return value;
            }
          } catch (NumberFormatException notWhole) {
            // Said below.
          }
          throw ProblemException.parameter(
              name,
              "must be a whole number between %d and %d, but was %s"
                  .formatted(least, most, shown(given)));
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
