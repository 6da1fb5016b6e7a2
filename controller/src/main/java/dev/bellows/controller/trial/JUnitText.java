package dev.bellows.controller.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trial as JUnit's XML, as both its usual schemas, Ant's and Jenkins's, have it: a test case for
/// every check of the repetition that the verdict is from, so that CI fails when the trial does.
final class JUnitText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// @param outcome the element that tells what was wrong; empty for a case that passed
  private record Case(String name, String outcome, String type, String message) {
    boolean is(String kind) {
      return outcome.equals(kind);
    }

    String xml(String suite) {
      String inner =
          outcome.isEmpty()
              ? ""
              : "<%s type=\"%s\" message=\"%s\"/>".formatted(outcome, type, escaped(message));
      return "    <testcase classname=\"%s\" name=\"%s\" time=\"0\">%s</testcase>\n"
          .formatted(escaped(suite), escaped(name), inner);
    }
  }

  private JUnitText() {}

  static String of(Map<String, Object> trial) {
    List<Map<String, Object>> repetitions = maps(trial.get("results"));
    if (repetitions.isEmpty()) {
      repetitions = List.of(trial);
    }
    String name = text(trial, "name");
    List<Case> cases = cases(trial, repetitions);
    StringBuilder xml = new StringBuilder();
    cases.forEach(each -> xml.append(each.xml(name)));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite id="0" package="bellows" name="%s" hostname="localhost" timestamp="%s" time="%d" tests="%d" failures="%d" errors="%d" skipped="0">
        <properties>
    %s    </properties>
    %s    <system-out>%s</system-out>
        <system-err/>
      </testsuite>
    </testsuites>
    """
        .formatted(
            escaped(name),
            TIME.format(begin(trial)),
            seconds(trial),
            cases.size(),
            cases.stream().filter(each -> each.is("failure")).count(),
            cases.stream().filter(each -> each.is("error")).count(),
            properties(trial),
            xml,
            escaped(told(trial, repetitions)));
  }

  private static List<Case> cases(
      Map<String, Object> trial, List<Map<String, Object>> repetitions) {
    boolean isVoid = List.of("", "INVALID", "INTERRUPTED").contains(text(trial, "verdict"));
    if (isVoid) {
      return List.of(
          new Case("The trial is valid", "error", text(trial, "verdict"), text(trial, "because")));
    }
    List<Case> cases = new ArrayList<>();
    for (Map<String, Object> check : maps(Summary.chosen(repetitions).get("checks"))) {
      boolean pass = Boolean.TRUE.equals(check.get("pass"));
      cases.add(
          new Case(
              text(check, check.containsKey("words") ? "words" : "name"),
              pass ? "" : "failure",
              text(trial, "verdict"),
              "%s, but was %s".formatted(text(check, "limit"), text(check, "value"))));
    }
    return cases;
  }

  private static String properties(Map<String, Object> trial) {
    StringBuilder properties = new StringBuilder();
    if (trial.get("setUp") instanceof Map<?, ?> setUp) {
      setUp.forEach((name, value) ->
          properties.append(
              "      <property name=\"%s\" value=\"%s\"/>\n"
                  .formatted(escaped("" + name), escaped("" + value))));
    }
    return properties.toString();
  }

  private static String told(Map<String, Object> trial, List<Map<String, Object>> repetitions) {
    StringBuilder text = new StringBuilder(text(trial, "because")).append('\n');
    if (repetitions.size() > 1) {
      for (Map<String, Object> each : repetitions) {
        text.append(
            "Repetition %s: %s. %s\n"
                .formatted(each.get("repetition"), each.get("verdict"), each.get("because")));
      }
    }
    if (trial.get("noCapacityBecause") instanceof String unknown) {
      text.append("The capacity of one replica is not known: ").append(unknown).append('\n');
    }
    maps(trial.get("findings"))
        .forEach(finding ->
            text.append(
                "Finding: %s Fix: %s\n"
                    .formatted(text(finding, "sentence"), text(finding, "fix"))));
    return text.toString();
  }

  private static Instant begin(Map<String, Object> trial) {
    String begin = text(trial, "startedAt");
    return begin.isEmpty() ? Instant.EPOCH : Instant.parse(begin);
  }

  private static long seconds(Map<String, Object> trial) {
    String end = text(trial, "endedAt");
    return end.isEmpty() ? 0 : Duration.between(begin(trial), Instant.parse(end)).toSeconds();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(@Nullable Object list) {
    return list instanceof List<?> maps ? (List<Map<String, Object>>) maps : List.of();
  }

  private static String text(Map<?, ?> document, String field) {
    Object value = document.get(field);
    return value == null ? "" : value.toString();
  }

  /// Without the characters that no XML can hold.
  private static String escaped(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
