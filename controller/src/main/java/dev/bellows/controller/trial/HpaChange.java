package dev.bellows.controller.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What is different about the autoscaler during a trial.
///
/// @param spec fields of the spec; none leaves it as it is
/// @param whole whether they are all of the spec, rather than those that differ
record HpaChange(Map<String, Object> spec, boolean whole) {
  static final HpaChange NONE = new HpaChange(Map.of(), false);

  /// `in-place`; `bundled`, the one that comes with Bellows; fields that differ; or a whole object
  /// with a `spec`.
  static HpaChange read(Field field) {
    if (field.isMapping()) {
      return field
          .optional("spec")
          .map(spec -> new HpaChange(fields(spec), true))
          .orElseGet(() -> new HpaChange(fields(field), false));
    }
    return switch (field.plain()) {
      case "in-place" -> NONE;
      case "bundled" -> bundled();
      default ->
          throw field.wrong(
              "must be in-place, bundled, or fields of an autoscaler's spec, but was '%s'; a file is read by `bellows trial`."
                  .formatted(field.plain()));
    };
  }

  private static HpaChange bundled() {
    try (InputStream stream = HpaChange.class.getResourceAsStream("/bundle/hpa.yaml")) {
      byte[] yaml = Objects.requireNonNull(stream, "the bundle has no hpa.yaml").readAllBytes();
      return read(Field.parse(new String(yaml, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled autoscaler cannot be read", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Field field) {
    field.fields();
    return (Map<String, Object>) field.document();
  }

  boolean isNone() {
    return spec.isEmpty();
  }

  /// The spec during the trial. What is scaled stays the same.
  Map<String, Object> appliedTo(Map<String, Object> inForce) {
    if (isNone()) {
      return inForce;
    }
    Map<String, Object> applied = new LinkedHashMap<>(whole ? spec : merged(inForce, spec));
    applied.put("scaleTargetRef", inForce.get("scaleTargetRef"));
    return applied;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> changes) {
    Map<String, Object> merged = new LinkedHashMap<>(base);
    changes.forEach((name, value) -> {
      if (value instanceof Map<?, ?> change && merged.get(name) instanceof Map<?, ?> old) {
        merged.put(name, merged((Map<String, Object>) old, (Map<String, Object>) change));
      } else {
        merged.put(name, value);
      }
    });
    return merged;
  }
}
