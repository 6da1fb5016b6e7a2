package dev.bellows.controller.loop;

import java.util.List;
import java.util.Map;

/// How far an autoscaler's spec makes it look back, and whether all that it looks at can be seen.
final class LookBack {
  /// The controller's own window for scaling down, where the spec names none.
  private static final long DEFAULT_DOWN_SECONDS = 300;

  private LookBack() {}

  /// The longest stabilization window or policy period.
  static long longestMillis(Map<String, Object> spec) {
    long longest =
        Documents.find(spec, "behavior", "scaleDown", "stabilizationWindowSeconds")
            .map(LookBack::number)
            .orElse(DEFAULT_DOWN_SECONDS);
    for (String direction : List.of("scaleUp", "scaleDown")) {
      longest =
          Math.max(
              longest,
              Documents.find(spec, "behavior", direction, "stabilizationWindowSeconds")
                  .map(LookBack::number)
                  .orElse(0L));
      for (Object policy : list(spec, "behavior", direction, "policies")) {
        longest =
            Math.max(
                longest, Documents.find(policy, "periodSeconds").map(LookBack::number).orElse(0L));
      }
    }
    return longest * 1_000;
  }

  /// Only metrics of resources are read.
  static boolean readable(Map<String, Object> spec) {
    return list(spec, "metrics").stream()
        .map(metric -> Documents.find(metric, "type").orElse(""))
        .allMatch(type -> type.equals("Resource") || type.equals("ContainerResource"));
  }

  private static List<?> list(Map<String, Object> spec, String... path) {
    return Documents.find(spec, path).map(List.class::cast).orElse(List.of());
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
