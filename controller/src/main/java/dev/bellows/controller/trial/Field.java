package dev.bellows.controller.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// A value of a trial file that knows its path and its line, so that every complaint says where.
/// JSON is YAML, so it is read likewise.
record Field(String path, Node node) {
  private static final Pattern TIME = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)(ms|s|m|h)?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)\\s*(%)?");

  static Field parse(String text) {
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setSchema(new CoreSchema()).build())
              .composeString(text);
      return new Field(
          "", root.orElseThrow(() -> new TrialFileException(1, "", "the file is empty.")));
    } catch (MarkedYamlEngineException malformed) {
      int line = malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new TrialFileException(line, "", "this is not YAML: " + malformed.getProblem() + ".");
    } catch (YamlEngineException malformed) {
      throw new TrialFileException(1, "", "this is not YAML: " + malformed.getMessage());
    }
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /// The fields of a mapping that has no others than these.
  Field knowing(Set<String> names) {
    for (NodeTuple entry : mapping().getValue()) {
      String name = name(entry);
      if (!names.contains(name)) {
        throw new Field(child(name), entry.getKeyNode())
            .wrong(
                "is not known here; known are %s."
                    .formatted(String.join(", ", new TreeSet<>(names))));
      }
    }
    return this;
  }

  Field required(String name) {
    return optional(name).orElseThrow(() -> wrong("%s is missing.".formatted(name)));
  }

  Optional<Field> optional(String name) {
    for (NodeTuple entry : mapping().getValue()) {
      if (name(entry).equals(name)) {
        return isNull(entry.getValueNode())
            ? Optional.empty()
            : Optional.of(new Field(child(name), entry.getValueNode()));
      }
    }
    return Optional.empty();
  }

  Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (NodeTuple entry : mapping().getValue()) {
      fields.put(name(entry), new Field(child(name(entry)), entry.getValueNode()));
    }
    return fields;
  }

  String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong("must be a single value.");
  }

  double number(double least, double most) {
    try {
      double value = Double.parseDouble(text());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw wrong(
        "must be a number from %s to %s, but was '%s'."
            .formatted(plain(least), plain(most), text()));
  }

  int whole(int least, int most) {
    try {
      int value = Integer.parseInt(text());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw wrong(
        "must be a whole number from %d to %d, but was '%s'.".formatted(least, most, text()));
  }

  /// A share \[0..1\]: `5 %` or `0.05`.
  double share() {
    Matcher matcher = SHARE.matcher(text());
    if (matcher.matches()) {
      double value = Double.parseDouble(matcher.group(1)) / (matcher.group(2) == null ? 1 : 100);
      if (value <= 1) {
        return value;
      }
    }
    throw wrong("must be a share such as 5 %% or 0.05, but was '%s'.".formatted(text()));
  }

  /// A time such as `500ms`, `30s` or `2m`; a bare number is seconds.
  Duration time(Duration least, Duration most) {
    Matcher matcher = TIME.matcher(text());
    if (matcher.matches()) {
      double factor =
          switch (matcher.group(2)) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case null, default -> 1_000;
          };
      Duration value = Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * factor));
      if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
        return value;
      }
    }
    throw wrong(
        "must be a time from %s to %s such as 30s or 2m, but was '%s'."
            .formatted(told(least), told(most), text()));
  }

  boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("must be true or false, but was '%s'.".formatted(text()));
    };
  }

  /// The value as plain maps, lists, texts, numbers and truth values.
  Object document() {
    return switch (node) {
      case MappingNode ignored -> {
        Map<String, Object> document = new LinkedHashMap<>();
        fields().forEach((name, field) -> document.put(name, field.document()));
        yield document;
      }
      case SequenceNode sequence -> {
        List<Object> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(new Field("%s[%d]".formatted(path, items.size()), item).document());
        }
        yield items;
      }
      default -> scalar();
    };
  }

  private Object scalar() {
    String text = text();
    Tag tag = node.getTag();
    if (tag.equals(Tag.INT)) {
      long number = Long.decode(text);
      return number == (int) number ? (Object) (int) number : (Object) number;
    }
    if (tag.equals(Tag.FLOAT)) {
      return Double.valueOf(text);
    }
    return tag.equals(Tag.BOOL) ? (Object) Boolean.valueOf(text) : text;
  }

  TrialFileException wrong(String flaw) {
    return new TrialFileException(
        node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), path, flaw);
  }

  private MappingNode mapping() {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw wrong("must be a mapping.");
  }

  private String child(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String name(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }

  private static boolean isNull(Node value) {
    return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static String told(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
