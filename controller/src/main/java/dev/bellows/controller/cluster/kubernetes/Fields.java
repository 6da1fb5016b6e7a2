package dev.bellows.controller.cluster.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Documents compared and joined field by field. A list is one field, unless its elements have
/// names: then these are its fields, as they are for server-side apply.
final class Fields {
  private Fields() {}

  /// A field that is wanted and not so.
  record Difference(List<String> path, Object wanted, @Nullable Object live) {

    /// As people write it: `spec.template.spec.containers[demo-app].image`.
    String field() {
      StringBuilder text = new StringBuilder();
      for (String step : path) {
        text.append(step.startsWith("[") || text.isEmpty() ? "" : ".").append(step);
      }
      return text.toString();
    }
  }

  /// The fields of `wanted` that `live` does not have so; what `live` has beyond them is no
  /// difference.
  static List<Difference> differences(Map<String, ?> wanted, Map<String, ?> live) {
    List<Difference> found = new ArrayList<>();
    compare(List.of(), wanted, live, found);
    return found;
  }

  /// The part of `after` that is not so in `before`.
  static Map<String, Object> changed(Map<String, ?> before, Map<String, ?> after) {
    Map<String, Object> changed = new LinkedHashMap<>();
    after.forEach((key, value) -> {
      @Nullable Object old = before.get(key);
      if (value instanceof Map<?, ?> inner && old instanceof Map<?, ?> oldInner) {
        Map<String, Object> part = changed(document(oldInner), document(inner));
        if (!part.isEmpty()) {
          changed.put(key, part);
        }
      } else if (!same(value, old)) {
        changed.put(key, value);
      }
    });
    return changed;
  }

  /// Paths that `before` has and `after` has not.
  static List<String> removed(Map<String, ?> before, Map<String, ?> after) {
    List<String> removed = new ArrayList<>();
    before.forEach((key, old) -> {
      @Nullable Object value = after.get(key);
      if (value == null) {
        removed.add(key);
      } else if (old instanceof Map<?, ?> oldInner && value instanceof Map<?, ?> inner) {
        removed(document(oldInner), document(inner)).forEach(path -> removed.add(key + "." + path));
      }
    });
    return removed;
  }

  /// Both, the second winning.
  static Map<String, Object> joined(Map<String, ?> first, Map<String, ?> second) {
    Map<String, Object> joined = new LinkedHashMap<>(first);
    second.forEach((key, value) ->
        joined.merge(
            key,
            value,
            (old, added) ->
                old instanceof Map<?, ?> left && added instanceof Map<?, ?> right
                    ? joined(document(left), document(right))
                    : added));
    return joined;
  }

  /// The same without what lies at the path.
  static Map<String, Object> without(Map<String, ?> document, List<String> path) {
    Map<String, Object> rest = new LinkedHashMap<>(document);
    String key = path.getFirst();
    if (path.size() == 1) {
      rest.remove(key);
    } else if (rest.get(key) instanceof Map<?, ?> inner) {
      rest.put(key, without(document(inner), path.subList(1, path.size())));
    }
    return rest;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> document(Object value) {
    return (Map<String, Object>) value;
  }

  private static void compare(
      List<String> path, Object wanted, @Nullable Object live, List<Difference> found) {
    if (wanted instanceof Map<?, ?> map && live instanceof Map<?, ?> liveMap) {
      map.forEach((key, value) ->
          compare(longer(path, String.valueOf(key)), value, liveMap.get(key), found));
    } else if (wanted instanceof List<?> list && live instanceof List<?> liveList && named(list)) {
      for (Object element : list) {
        Object name = document(element).get("name");
        compare(longer(path, "[" + name + "]"), element, byName(liveList, name), found);
      }
    } else if (!same(wanted, live)) {
      found.add(new Difference(path, wanted, live));
    }
  }

  private static boolean named(List<?> list) {
    return !list.isEmpty()
        && list.stream()
            .allMatch(element -> element instanceof Map<?, ?> map && map.containsKey("name"));
  }

  private static @Nullable Object byName(List<?> list, Object name) {
    for (Object element : list) {
      if (element instanceof Map<?, ?> map && name.equals(map.get("name"))) {
        return element;
      }
    }
    return null;
  }

  /// Numbers and quantities are compared by value: the API server writes 0.1 as 100m.
  private static boolean same(@Nullable Object wanted, @Nullable Object live) {
    if (wanted instanceof List<?> left && live instanceof List<?> right) {
      return left.size() == right.size() && sameElements(left, right);
    }
    if (wanted instanceof Map<?, ?> map && live instanceof Map<?, ?> liveMap) {
      // A list's elements are defaulted by the API server, so what it has more is no difference.
      List<Difference> inner = new ArrayList<>();
      compare(List.of(), map, liveMap, inner);
      return inner.isEmpty();
    }
    return Objects.equals(wanted, live)
        || (wanted != null && live != null && Amount.of(wanted).equals(Amount.of(live)));
  }

  private static boolean sameElements(List<?> left, List<?> right) {
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
