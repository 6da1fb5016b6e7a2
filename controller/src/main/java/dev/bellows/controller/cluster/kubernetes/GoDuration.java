package dev.bellows.controller.cluster.kubernetes;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go writes them: `15s`, `15.001s`, `1m0.5s`, `500ms`.
final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
  private static final Map<String, BigDecimal> MILLIS =
      Map.of(
          "ns",
          new BigDecimal("0.000001"),
          "us",
          new BigDecimal("0.001"),
          "µs",
          new BigDecimal("0.001"),
          "ms",
          BigDecimal.ONE,
          "s",
          BigDecimal.valueOf(1_000),
          "m",
          BigDecimal.valueOf(60_000),
          "h",
          BigDecimal.valueOf(3_600_000));

  private GoDuration() {}

  /// Whole milliseconds, rounded down.
  static long millis(String text) {
    Matcher part = PART.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      sum = sum.add(new BigDecimal(part.group(1)).multiply(MILLIS.get(part.group(2))));
      end = part.end();
    }
    if (end == 0 || end != text.length()) {
      throw new IllegalArgumentException(
          "a duration must look like 1m0.5s, but was '%s'".formatted(text));
    }
    return sum.longValue();
  }
}
