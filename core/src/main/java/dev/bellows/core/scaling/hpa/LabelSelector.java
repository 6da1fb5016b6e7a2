package dev.bellows.core.scaling.hpa;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A label selector of a metric. Observations carry a metric's values by its name alone, so the
/// selector matters only in texts.
///
/// @param document the selector as it was given
public record LabelSelector(Map<?, ?> document) {

  /// As the controller's messages print it: `&LabelSelector{MatchLabels:map[string]string{app:
  /// web,},MatchExpressions:[]LabelSelectorRequirement{},}`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("&LabelSelector{MatchLabels:map[string]string{");
    if (document.get("matchLabels") instanceof Map<?, ?> labels) {
      new TreeMap<Object, Object>(labels)
          .forEach((key, value) -> text.append(key).append(": ").append(value).append(','));
    }
    text.append("},MatchExpressions:[]LabelSelectorRequirement{");
    if (document.get("matchExpressions") instanceof List<?> expressions) {
      for (Object expression : expressions) {
        if (expression instanceof Map<?, ?> requirement) {
          text.append("LabelSelectorRequirement{Key:")
              .append(requirement.get("key"))
              .append(",Operator:")
              .append(requirement.get("operator"))
              .append(",Values:[")
              .append(values(requirement.get("values")))
              .append("],},");
        }
      }
    }
    return text.append("},}").toString();
  }

  private static String values(@Nullable Object values) {
    return values instanceof List<?> list
        ? String.join(" ", list.stream().map(String::valueOf).toList())
        : "";
  }
}
