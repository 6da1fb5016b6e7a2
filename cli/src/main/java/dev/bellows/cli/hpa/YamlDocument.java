package dev.bellows.cli.hpa;

import dev.bellows.cli.api.InputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// One YAML or JSON document and where its fields are.
record YamlDocument(InputFile file, Map<String, Object> values, Node root) {

  private static final Pattern STEP = Pattern.compile("\\[([0-9]+)]|[^.\\[\\]]+");

  /// Every document of a file that holds something.
  static List<YamlDocument> all(InputFile file) {
    String text = file.read(reader -> reader.readAllAsString());
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.label()).setSchema(new CoreSchema()).build();
    try {
      List<Object> values = new ArrayList<>();
      new Load(settings).loadAllFromString(text).forEach(values::add);
      List<Node> nodes = new ArrayList<>();
      new Compose(settings).composeAllFromString(text).forEach(nodes::add);
      return documents(file, values, nodes);
    } catch (MarkedYamlEngineException malformed) {
      throw file.failure(
          malformed.getProblemMark().map(YamlDocument::line).orElse(1),
          "no YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      throw file.failure("no YAML: " + malformed.getMessage());
    }
  }

  private static List<YamlDocument> documents(
      InputFile file, List<Object> values, List<Node> nodes) {
    List<YamlDocument> documents = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        documents.addAll(document(file, values.get(i), nodes.get(i)).unlisted());
      }
    }
    return documents;
  }

  @SuppressWarnings("unchecked")
  private static YamlDocument document(InputFile file, Object value, Node node) {
    if (value instanceof Map<?, ?> map) {
      return new YamlDocument(file, (Map<String, Object>) map, node);
    }
    throw file.failure(line(node), "a document must be an object, but was " + value + ".");
  }

  /// What `kubectl get` prints of several objects is one document: a List of them.
  private List<YamlDocument> unlisted() {
    Optional<Node> nodes = field(root, "items").map(NodeTuple::getValueNode);
    if (!kind().equals("List") || !(values.get("items") instanceof List<?> items)) {
      return List.of(this);
    }
    List<YamlDocument> documents = new ArrayList<>();
    for (Object item : items) {
      Node node = nodes.flatMap(list -> element(list, documents.size())).orElse(root);
      documents.add(document(file, item, node));
    }
    return documents;
  }

  String kind() {
    return values.get("kind") instanceof String kind ? kind : "";
  }

  /// `Deployment/web`.
  String label() {
    Object name = values.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("name") : "";
    return kind() + "/" + (name == null ? "" : name);
  }

  /// The line of a field, or of the innermost part on the way to it that is there.
  int lineOf(String path) {
    Node at = root;
    int line = line(root);
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      Optional<NodeTuple> field = field(at, step.group());
      Optional<Node> next =
          step.group(1) == null
              ? field.map(NodeTuple::getValueNode)
              : element(at, Integer.parseInt(step.group(1)));
      if (next.isEmpty()) {
        return line;
      }
      at = next.get();
      line = line(field.map(NodeTuple::getKeyNode).orElse(at));
    }
    return line;
  }

  private static Optional<NodeTuple> field(Node node, String name) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(tuple ->
                tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Node> element(Node node, int index) {
    return node instanceof SequenceNode sequence && index < sequence.getValue().size()
        ? Optional.of(sequence.getValue().get(index))
        : Optional.empty();
  }

  private static int line(Node node) {
    return node.getStartMark().map(YamlDocument::line).orElse(1);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }
}
