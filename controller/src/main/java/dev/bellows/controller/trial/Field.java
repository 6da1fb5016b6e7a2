package dev.bellows.controller.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)\\s*%");
  private static final Pattern STEP = Pattern.compile("\\[(\\d{1,6})]|[^.\\[\\]]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
  private static final String SECOND_DOCUMENT = "but found another document";
  private static final int DEEPEST = 20;
  private static final int MOST_SHOWN = 60;

  static Field parse(String text) {
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setSchema(new CoreSchema()).build())
              .composeString(text);
      return new Field(
          "", root.orElseThrow(() -> new TrialFileException(1, "", "the file is empty.")));
    } catch (MarkedYamlEngineException malformed) {
      int line = malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new TrialFileException(
          line,
          "",
          SECOND_DOCUMENT.equals(malformed.getProblem())
              ? "a second document begins here, but a file holds one trial."
              : "this is not YAML: " + malformed.getProblem() + ".");
    } catch (YamlEngineException malformed) {
      String problem = String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
      throw new TrialFileException(1, "", "this is not YAML: " + problem);
    } catch (StackOverflowError bottomless) {
      throw new TrialFileException(1, "", "it is nested too deeply.");
    }
  }

  /// The field at a path such as `hpa.metrics[0].type`, or the innermost one on the way to it.
  Field at(String path) {
    Field found = this;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      Optional<Field> next =
          step.group(1) == null
              ? found.child(step.group())
              : found.item(Integer.parseInt(step.group(1)));
      if (next.isEmpty()) {
        return found;
      }
      found = next.get();
    }
    return found;
  }

  private Optional<Field> child(String name) {
    return node instanceof MappingNode ? Optional.ofNullable(fields().get(name)) : Optional.empty();
  }

  private Optional<Field> item(int index) {
    return node instanceof SequenceNode list && index < list.getValue().size()
        ? Optional.of(new Field("%s[%d]".formatted(path, index), list.getValue().get(index)))
        : Optional.empty();
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /// The fields of a mapping that has no others than these.
  Field knowing(Set<String> names) {
    for (NodeTuple entry : mapping().getValue()) {
      String name = name(entry);
      if (!names.contains(name)) {
        throw new Field(below(name), entry.getKeyNode())
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
            : Optional.of(new Field(below(name), entry.getValueNode()));
      }
    }
    return Optional.empty();
  }

  Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (NodeTuple entry : mapping().getValue()) {
      fields.put(name(entry), new Field(below(name(entry)), entry.getValueNode()));
    }
    return fields;
  }

  /// Words: what YAML takes for a number or a truth value must be in quotes to be one.
  String text() {
    String text = plain();
    if (!node.getTag().equals(Tag.STR)) {
      throw wrong("must be a text, but was %s; put it into quotes.".formatted(text));
    }
    return text;
  }

  /// A single value as it stands in the file.
  String plain() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong("must be a single value, but was %s.".formatted(shown()));
  }

  double number(double least, double most) {
    if (isNumber()) {
      double value = Double.parseDouble(plain());
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw wrong(
        "must be a number from %s to %s, but was %s."
            .formatted(plain(least), plain(most), shown()));
  }

  int whole(int least, int most) {
    if (isNumber() && WHOLE.matcher(plain()).matches()) {
      long value = Long.parseLong(plain());
      if (value >= least && value <= most) {
        return (int) value;
      }
    }
    throw wrong(
        "must be a whole number from %d to %d, but was %s.".formatted(least, most, shown()));
  }

  /// A share \[0..1\]: `5 %` or `0.05`.
  double share() {
    double value = ratio();
    if (value <= 1) {
      return value;
    }
    throw wrong("must be a share such as 5 %% or 0.05, but was %s.".formatted(shown()));
  }

  /// A part of something that may exceed it: `150 %` or `1.5`.
  double ratio() {
    Matcher percent = PERCENT.matcher(node instanceof ScalarNode ? plain() : "");
    if (percent.matches()) {
      return Double.parseDouble(percent.group(1)) / 100;
    }
    if (isNumber() && Double.parseDouble(plain()) >= 0) {
      return Double.parseDouble(plain());
    }
    throw wrong("must be a share such as 5 %% or 0.05, but was %s.".formatted(shown()));
  }

  /// Whether it is written as a number; those without end are none.
  private boolean isNumber() {
    return node instanceof ScalarNode scalar
        && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))
        && NUMBER.matcher(scalar.getValue()).matches();
  }

  /// A time such as `500ms`, `30s` or `2m`; a bare number is seconds.
  Duration time(Duration least, Duration most) {
    Matcher matcher = TIME.matcher(node instanceof ScalarNode ? plain() : "");
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
        "must be a time from %s to %s such as 30s or 2m, but was %s."
            .formatted(told(least), told(most), shown()));
  }

  boolean flag() {
    if (!node.getTag().equals(Tag.BOOL)) {
      throw wrong("must be true or false, but was %s.".formatted(shown()));
    }
    return Boolean.parseBoolean(plain());
  }

  /// The value as plain maps, lists, texts, numbers and truth values.
  Object document() {
    Object document = document(DEEPEST);
    return document == null ? Map.of() : document;
  }

  private @Nullable Object document(int depth) {
    if (depth == 0) {
      throw wrong("is nested too deeply.");
    }
    return switch (node) {
      case MappingNode ignored -> {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        fields().forEach((name, field) -> document.put(name, field.document(depth - 1)));
        yield document;
      }
      case SequenceNode sequence -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
          items.add(item(i).orElseThrow().document(depth - 1));
        }
        yield items;
      }
      default -> scalar();
    };
  }

  private @Nullable Object scalar() {
    String text = plain();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (!tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT)) {
      return text;
    }
    if (!isNumber()) {
      throw wrong("must be a number in decimal digits, but was %s.".formatted(shown()));
    }
    if (!WHOLE.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    long number = Long.parseLong(text);
    return number == (int) number ? (Object) (int) number : (Object) number;
  }

  TrialFileException wrong(String flaw) {
    return new TrialFileException(
        node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), path, flaw);
  }

  private MappingNode mapping() {
    if (node instanceof MappingNode mapping) {
      refuseDuplicates(mapping);
      return mapping;
    }
    throw wrong(
        path.isEmpty()
            ? "a trial file must be a mapping with name and load, but was %s.".formatted(shown())
            : "must be a mapping, but was %s.".formatted(shown()));
  }

  private void refuseDuplicates(MappingNode mapping) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!seen.add(name(entry))) {
        throw new Field(below(name(entry)), entry.getKeyNode()).wrong("is given twice.");
      }
    }
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /// What was given, for people.
  private String shown() {
    return switch (node) {
      case MappingNode ignored -> "a mapping";
      case SequenceNode ignored -> "a list";
      case ScalarNode scalar when scalar.getValue().isEmpty() -> "empty";
      case ScalarNode scalar when scalar.getValue().length() > MOST_SHOWN ->
          "'%s...'".formatted(scalar.getValue().substring(0, MOST_SHOWN));
      case ScalarNode scalar -> "'%s'".formatted(scalar.getValue());
      default -> "something else";
    };
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
    if (time.toMillis() % 1_000 > 0) {
      return time.toMillis() + "ms";
    }
    return time.isPositive() && time.toSeconds() % 3_600 == 0
        ? time.toHours() + "h"
        : time.toSeconds() + "s";
  }
}
