package dev.bellows.controller.cluster.local.manifest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A value in a manifest with its path (`spec.template`) and line, so that every complaint says
/// where.
record YamlNode(Path file, String path, Node node) {

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  YamlNode required(String key) {
    return optional(key).orElseThrow(() -> wrong("%s is missing".formatted(childPath(key))));
  }

  Optional<YamlNode> optional(String key) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("%s must be a mapping with the key %s".formatted(name(), key));
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
        return isNull(entry.getValueNode())
            ? Optional.empty()
            : Optional.of(new YamlNode(file, childPath(key), entry.getValueNode()));
      }
    }
    return Optional.empty();
  }

  List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("%s must be a list".formatted(name()));
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(file, "%s[%d]".formatted(path, items.size()), item));
    }
    return items;
  }

  String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong("%s must be a single value".formatted(name()));
    }
    return scalar.getValue();
  }

  int integer(int least, int most) {
    try {
      int value = Integer.parseInt(text());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the sentence that gives the range.
    }
    throw wrong(
        "%s must be a whole number from %d to %d, but was '%s'"
            .formatted(name(), least, most, text()));
  }

  void mustBe(String expected) {
    if (!text().equals(expected)) {
      throw wrong("%s must be '%s', but was '%s'".formatted(name(), expected, text()));
    }
  }

  /// Reads the text with a function that throws `IllegalArgumentException` for what it cannot read.
  <T> T parsed(String expected, Function<String, T> parser) {
    try {
      return parser.apply(text());
    } catch (IllegalArgumentException e) {
      throw wrong("%s must be %s, but was '%s'".formatted(name(), expected, text()));
    }
  }

  /// The value at a path such as `spec.metrics[0].type`, or the nearest one above it that exists.
  YamlNode at(String fieldPath) {
    YamlNode found = this;
    for (String step : fieldPath.split("\\.|(?=\\[)")) {
      Optional<YamlNode> next = found.child(step);
      if (next.isEmpty()) {
        break;
      }
      found = next.get();
    }
    return found;
  }

  private Optional<YamlNode> child(String step) {
    if (!step.startsWith("[")) {
      return isMapping() ? optional(step) : Optional.empty();
    }
    int index = Integer.parseInt(step.substring(1, step.length() - 1));
    return node instanceof SequenceNode && index < items().size()
        ? Optional.of(items().get(index))
        : Optional.empty();
  }

  /// The value as plain maps, lists, strings and numbers.
  Object toDocument() {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Object> document = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
          String key = ((ScalarNode) entry.getKeyNode()).getValue();
          optional(key).ifPresent(child -> document.put(key, child.toDocument()));
        }
        yield document;
      }
      case SequenceNode ignored -> items().stream().map(YamlNode::toDocument).toList();
      default ->
          node.getTag().equals(Tag.INT) ? integer(Integer.MIN_VALUE, Integer.MAX_VALUE) : text();
    };
  }

  ManifestException wrong(String flaw) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new ManifestException(file, line, flaw);
  }

  private String name() {
    return path.isEmpty() ? "the document" : path;
  }

  private String childPath(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNull(Node value) {
    return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }
}
