package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The fields of a custom resource that has no published Java model: those that this repository may
/// use, each as a path and the kind of its value. `known-fields.txt` says where they were looked
/// up.
record KnownFields(Map<String, String> kindByPath) {

  private static final String FILE = "manifests/src/test/resources/known-fields.txt";

  /// @param type API version and kind, as the first line of a paragraph of the file has them
  static KnownFields of(String type) {
    try {
      return Arrays.stream(Files.readString(Repository.file(FILE)).split("\n\n"))
          .filter(paragraph -> paragraph.startsWith(type + "\n"))
          .map(KnownFields::parse)
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing is known of " + type));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static KnownFields parse(String paragraph) {
    return new KnownFields(
        paragraph
            .lines()
            .skip(1)
            .map(line -> line.strip().split(" +", 2))
            .collect(Collectors.toMap(words -> words[0], words -> words[1])));
  }

  void check(Manifest manifest) {
    Set<String> used = new TreeSet<>();
    walk("spec", manifest.at("spec").fields(), used);
    assertThat(
            kindByPath.entrySet().stream()
                .filter(field -> field.getValue().endsWith("required"))
                .map(Map.Entry::getKey))
        .as(manifest.toString())
        .allMatch(used::contains);
  }

  private void walk(String path, Object value, Set<String> used) {
    String known = kindByPath.get(path);
    assertThat(known).as("%s is a field", path).isNotNull();
    used.add(path);
    String kind = known.split(" ")[0];
    switch (value) {
      case Map<?, ?> fields when kind.equals("strings") ->
          assertThat(fields.values()).as(path).allMatch(String.class::isInstance);
      case Map<?, ?> fields -> {
        assertThat(kind).as(path).isEqualTo("object");
        fields.forEach((name, part) -> walk(path + "." + name, part, used));
      }
      case List<?> items -> {
        assertThat(kind).as(path).isEqualTo("list");
        items.forEach(item -> walk(path + "[]", item, used));
      }
      case Integer number -> assertThat(kind).as(path).isEqualTo("integer");
      case String text when kind.startsWith("one-of:") ->
          assertThat(kind.substring("one-of:".length()).split("\\|")).as(path).contains(text);
      default -> assertThat(kind).as(path).isEqualTo("string");
    }
  }
}
