package dev.bellows.core.scaling.hpa.admission;

import dev.bellows.core.scaling.hpa.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A decoded struct that is being checked: reads its fields, and collects what is wrong with them.
final class Node {

  private final String path;
  private final Map<String, Object> fields;
  private final List<Cause> causes;

  private Node(String path, Map<String, Object> fields, List<Cause> causes) {
    this.path = path;
    this.fields = fields;
    this.causes = causes;
  }

  static Node top(Map<String, Object> fields) {
    return new Node("", fields, new ArrayList<>());
  }

  /// What was found so far, anywhere in the document.
  List<Cause> causes() {
    return causes;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /// Empty where there is none.
  String text(String field) {
    return (String) fields.getOrDefault(field, "");
  }

  Optional<Integer> number(String field) {
    return Optional.ofNullable((Integer) fields.get(field));
  }

  Optional<Quantity> amount(String field) {
    return Optional.ofNullable((Quantity) fields.get(field));
  }

  /// False where there is none.
  boolean flag(String field) {
    return (Boolean) fields.getOrDefault(field, false);
  }

  /// The struct as it was decoded.
  Map<String, Object> fields() {
    return fields;
  }

  @SuppressWarnings("unchecked")
  Map<String, String> texts(String field) {
    return (Map<String, String>) fields.getOrDefault(field, Map.of());
  }

  @SuppressWarnings("unchecked")
  List<String> list(String field) {
    return (List<String>) fields.getOrDefault(field, List.of());
  }

  /// A struct that is always there.
  Node child(String field) {
    return optional(field).orElseThrow();
  }

  Optional<Node> optional(String field) {
    return Optional.ofNullable(fields.get(field)).map(value -> at(pathOf(field), value));
  }

  List<Node> children(String field) {
    List<Node> children = new ArrayList<>();
    for (Object element : (List<?>) fields.getOrDefault(field, List.of())) {
      children.add(at(pathOf(field) + "[" + children.size() + "]", element));
    }
    return children;
  }

  @SuppressWarnings("unchecked")
  private Node at(String place, Object struct) {
    return new Node(place, (Map<String, Object>) struct, causes);
  }

  void required(String field, String detail) {
    report(Reason.REQUIRED, field, "", detail);
  }

  void forbidden(String field, String detail) {
    report(Reason.FORBIDDEN, field, "", detail);
  }

  void tooLong(String field, String detail) {
    report(Reason.TOO_LONG, field, "", detail);
  }

  void invalid(String field, Object value, String detail) {
    report(Reason.INVALID, field, spelled(value), detail);
  }

  void notSupported(String field, Collection<String> supported) {
    String values = supported.stream().map(Node::spelled).collect(Collectors.joining(", "));
    report(Reason.NOT_SUPPORTED, field, spelled(text(field)), "supported values: " + values);
  }

  private void report(Reason reason, String field, String value, String detail) {
    StringBuilder message = new StringBuilder(reason.opening());
    if (!value.isEmpty()) {
      message.append(": ").append(value);
    }
    if (!detail.isEmpty()) {
      message.append(": ").append(detail);
    }
    causes.add(new Cause(reason, pathOf(field), message.toString()));
  }

  /// As JSON. Upstream: `field/errors.go`, `ErrorBody`.
  private static String spelled(Object value) {
    return switch (value) {
      case Integer _, Boolean _ -> value.toString();
      case List<?> list ->
          list.stream().map(Node::spelled).collect(Collectors.joining(",", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> spelled(entry.getKey()) + ":" + spelled(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      default -> "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    };
  }

  private String pathOf(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
