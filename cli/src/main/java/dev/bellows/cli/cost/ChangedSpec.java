package dev.bellows.cli.cost;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The spec of an autoscaler with the changes of a proposal.
final class ChangedSpec {
  private static final String METRIC = "metrics[cpu]";

  private ChangedSpec() {}

  /// @param changes of fields such as `spec.minReplicas`; `metrics[cpu]` is the metric of CPU
  /// @return the body of `PUT /api/hpa`
  static String of(Json spec, List<Json> changes) {
    Map<String, Object> changed = spec.fields();
    for (Json change : changes) {
      String field = change.text("field");
      changed = with(changed, field.replaceFirst("^spec\\.", ""), number(field, change.text("to")));
    }
    try {
      return JSON.std.asString(Map.of("spec", changed));
    } catch (IOException e) {
      throw new IllegalStateException("plain values cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> with(Map<String, Object> object, String path, int value) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    Map<String, Object> changed = new LinkedHashMap<>(object);
    if (name.equals(METRIC)) {
      List<Object> metrics = new ArrayList<>();
      for (Object metric : object.get("metrics") instanceof List<?> list ? list : List.of()) {
        metrics.add(isCpu(metric) ? with(fields(metric), rest, value) : metric);
      }
      changed.put("metrics", metrics);
    } else {
      changed.put(name, dot < 0 ? value : with(fields(object.get(name)), rest, value));
    }
    return changed;
  }

  private static boolean isCpu(Object metric) {
    return fields(fields(metric).get("resource")).get("name") instanceof String name
        && name.equals("cpu");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static int number(String field, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException unknown) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "Nothing was changed: %s to '%s' is not a change that can be applied from here."
              .formatted(field, value));
    }
  }
}
