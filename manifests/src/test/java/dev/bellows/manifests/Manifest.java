package dev.bellows.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One object of a rendering, or a part of one.
record Manifest(Map<String, Object> fields) {

  static List<Manifest> parse(String yaml) {
    List<Manifest> all = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(yaml)
        .forEach(document -> all.add(of(document)));
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Manifest of(Object document) {
    return new Manifest((Map<String, Object>) document);
  }

  String kind() {
    return text("kind");
  }

  String name() {
    return at("metadata").text("name");
  }

  String namespace() {
    return at("metadata").find("namespace").map(String::valueOf).orElse("");
  }

  /// The part at the path; an absent one is an empty part.
  Manifest at(String... path) {
    Manifest part = this;
    for (String field : path) {
      part = of(part.fields.getOrDefault(field, Map.of()));
    }
    return part;
  }

  List<Manifest> list(String field) {
    return ((List<?>) fields.getOrDefault(field, List.of())).stream().map(Manifest::of).toList();
  }

  Optional<Object> find(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  String text(String field) {
    return find(field)
        .map(String::valueOf)
        .orElseThrow(() -> new AssertionError("no field %s in %s".formatted(field, fields)));
  }

  /// The pods that the object makes, or an empty part.
  Manifest podSpec() {
    return at("spec", "template", "spec");
  }

  Manifest podLabels() {
    return at("spec", "template", "metadata", "labels");
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  @Override
  public String toString() {
    return fields.containsKey("kind") ? kind() + "/" + name() : fields.toString();
  }
}
