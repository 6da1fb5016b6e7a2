package dev.bellows.controller.cluster.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who owns which fields of one object: the rules of server-side apply, as far as the tests need
/// them. Lists are single fields, unless their elements have names.
final class FieldManagers {
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "status");

  private final Map<String, Set<List<String>>> owned = new LinkedHashMap<>();

  /// An update: what it changes becomes its own alone.
  void written(String manager, Map<String, Object> before, Map<String, Object> after) {
    Map<List<String>, Object> old = leaves(before);
    Map<List<String>, Object> now = leaves(after);
    owned.values().forEach(paths -> paths.retainAll(now.keySet()));
    now.forEach((path, value) -> {
      if (!Objects.equals(old.get(path), value)) {
        owned.values().forEach(paths -> paths.remove(path));
        of(manager).add(path);
      }
    });
  }

  /// Field -> its owner, for fields that others own with another value.
  Map<String, String> conflicts(
      String manager, Map<String, Object> wanted, Map<String, Object> live) {
    Map<List<String>, Object> now = leaves(live);
    Map<String, String> conflicts = new TreeMap<>();
    leaves(wanted)
        .forEach((path, value) -> {
          if (!Objects.equals(now.get(path), value)) {
            owned.forEach((owner, paths) -> {
              if (!owner.equals(manager) && paths.contains(path)) {
                conflicts.put(String.join(".", path), owner);
              }
            });
          }
        });
    return conflicts;
  }

  /// The object after an apply; fields that the manager no longer wants, and nobody else owns, go.
  Map<String, Object> applied(
      String manager, Map<String, Object> wanted, Map<String, Object> live) {
    Map<List<String>, Object> fields = leaves(wanted);
    Map<List<String>, Object> now = leaves(live);
    Map<String, Object> merged = live.isEmpty() ? wanted : merged(live, wanted);
    Set<List<String>> given = new LinkedHashSet<>(of(manager));
    given.removeAll(fields.keySet());
    for (List<String> path : given) {
      boolean others =
          owned.entrySet().stream()
              .anyMatch(
                  entry -> !entry.getKey().equals(manager) && entry.getValue().contains(path));
      if (!others) {
        merged = Fields.without(merged, path);
      }
    }
    fields.forEach((path, value) -> {
      if (!Objects.equals(now.get(path), value)) {
        owned.values().forEach(paths -> paths.remove(path));
      }
    });
    owned.put(manager, new LinkedHashSet<>(fields.keySet()));
    Map<String, Object> metadata = new LinkedHashMap<>(Fields.document(merged.get("metadata")));
    metadata.put("managedFields", entries());
    merged = new LinkedHashMap<>(merged);
    merged.put("metadata", metadata);
    return merged;
  }

  List<Map<String, Object>> entries() {
    List<Map<String, Object>> entries = new ArrayList<>();
    owned.forEach((manager, paths) -> {
      Map<String, Object> fields = new LinkedHashMap<>();
      paths.forEach(path -> put(fields, path));
      entries.add(
          Map.of(
              "manager",
              manager,
              "operation",
              "Apply",
              "fieldsType",
              "FieldsV1",
              "fieldsV1",
              fields));
    });
    return entries;
  }

  private Set<List<String>> of(String manager) {
    return owned.computeIfAbsent(manager, any -> new LinkedHashSet<>());
  }

  private static void put(Map<String, Object> fields, List<String> path) {
    Map<String, Object> here = fields;
    for (String step : path) {
      String key =
          step.startsWith("[")
              ? "k:{\"name\":\"" + step.substring(1, step.length() - 1) + "\"}"
              : "f:" + step;
      here = Fields.document(here.computeIfAbsent(key, any -> new LinkedHashMap<>()));
    }
  }

  private static Map<List<String>, Object> leaves(Map<String, Object> document) {
    Map<List<String>, Object> leaves = new LinkedHashMap<>();
    document.forEach((key, value) -> {
      if (!IDENTITY.contains(key) && !key.equals("metadata")) {
        collect(List.of(key), value, leaves);
      }
    });
    return leaves;
  }

  private static void collect(
      List<String> path, @Nullable Object value, Map<List<String>, Object> leaves) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, inner) -> collect(longer(path, key.toString()), inner, leaves));
    } else if (value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(e -> e instanceof Map<?, ?> map && map.containsKey("name"))) {
      list.forEach(element ->
          collect(longer(path, "[" + Fields.document(element).get("name") + "]"), element, leaves));
    } else if (value != null) {
      leaves.put(path, value);
    }
  }

  private static Map<String, Object> merged(Map<String, Object> live, Map<String, Object> wanted) {
    Map<String, Object> merged = new LinkedHashMap<>(live);
    wanted.forEach((key, value) -> {
      Object old = live.get(key);
      if (value instanceof Map<?, ?> map && old instanceof Map<?, ?> oldMap) {
        merged.put(key, merged(Fields.document(oldMap), Fields.document(map)));
      } else {
        merged.put(key, value);
      }
    });
    return merged;
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
