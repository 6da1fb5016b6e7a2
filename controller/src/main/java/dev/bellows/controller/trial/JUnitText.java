package dev.bellows.controller.trial;

import java.util.List;
import java.util.Map;

/// A trial as JUnit's XML: a test case for every check of every repetition, which CI servers show
/// like any other test.
final class JUnitText {
  private JUnitText() {}

  static String of(Map<String, Object> trial) {
    String name = text(trial, "name");
    List<?> repetitions =
        trial.get("results") instanceof List<?> results && !results.isEmpty()
            ? results
            : List.of(trial);
    StringBuilder cases = new StringBuilder();
    int tests = 0;
    int failures = 0;
    int errors = 0;
    for (Object each : repetitions) {
      Map<?, ?> repetition = (Map<?, ?>) each;
      String suffix =
          repetitions.size() == 1 ? "" : " (repetition %s)".formatted(repetition.get("repetition"));
      boolean isVoid = List.of("INVALID", "INTERRUPTED").contains(text(repetition, "verdict"));
      if (isVoid || !(repetition.get("checks") instanceof List<?>)) {
        tests++;
        errors++;
        cases.append(
            "    <testcase classname=\"%s\" name=\"The trial is valid%s\"><error message=\"%s\"/></testcase>\n"
                .formatted(escaped(name), suffix, escaped(text(repetition, "because"))));
        continue;
      }
      for (Object check : (List<?>) repetition.get("checks")) {
        Map<?, ?> one = (Map<?, ?>) check;
        tests++;
        boolean pass = Boolean.TRUE.equals(one.get("pass"));
        failures += pass ? 0 : 1;
        cases.append(
            "    <testcase classname=\"%s\" name=\"%s%s\">%s</testcase>\n"
                .formatted(
                    escaped(name),
                    escaped(text(one, "name")),
                    suffix,
                    pass
                        ? ""
                        : "<failure message=\"%s, but was %s\"/>"
                            .formatted(escaped(text(one, "limit")), escaped(text(one, "value")))));
      }
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="bellows" tests="%d" failures="%d" errors="%d">
      <testsuite name="%s" tests="%d" failures="%d" errors="%d" timestamp="%s">
    %s  </testsuite>
    </testsuites>
    """
        .formatted(
            tests,
            failures,
            errors,
            escaped(name),
            tests,
            failures,
            errors,
            escaped(text(trial, "startedAt")),
            cases);
  }

  private static String text(Map<?, ?> document, String field) {
    Object value = document.get(field);
    return value == null ? "" : value.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
