package dev.bellows.cli.trial;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// A trial file as the controller takes it: where `hpa` names a file, its autoscaler stands there
/// instead, on the same line, so that what is kept of the trial is whole.
final class TrialText {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).build();

  private TrialText() {}

  /// @throws CommandFailure in one sentence when a file cannot be read
  static String read(Path file) {
    String text = content(file, "");
    return hpa(text).map(named -> withAutoscaler(file, text, named)).orElse(text);
  }

  /// A flaw that the controller told by its line, as one of this file.
  static CommandFailure flaw(Path file, CommandFailure told) {
    String sentence = String.valueOf(told.getMessage());
    return sentence.startsWith("line ")
        ? new CommandFailure(told.exitCode(), file + ", " + sentence)
        : told;
  }

  private static Optional<ScalarNode> hpa(String text) {
    try {
      return new Compose(SETTINGS)
          .composeString(text).filter(MappingNode.class::isInstance).stream()
              .flatMap(root -> ((MappingNode) root).getValue().stream())
              .filter(entry ->
                  entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("hpa"))
              .map(NodeTuple::getValueNode)
              .filter(ScalarNode.class::isInstance)
              .map(ScalarNode.class::cast)
              .filter(value -> value.getValue().matches("(?i).+\\.(ya?ml|json)"))
              .findFirst();
    } catch (YamlEngineException malformed) {
      // The controller says what is wrong, with its line.
      return Optional.empty();
    }
  }

  private static String withAutoscaler(Path file, String text, ScalarNode named) {
    Mark begin = named.getStartMark().orElseThrow();
    String place = "%s, line %d, hpa".formatted(file, begin.getLine() + 1);
    Path other = file.resolveSibling(named.getValue());
    String json = autoscaler(other, content(other, place + ": "), place);
    int from = text.offsetByCodePoints(0, begin.getIndex());
    int to = text.offsetByCodePoints(0, named.getEndMark().orElseThrow().getIndex());
    return text.substring(0, from) + json + text.substring(to);
  }

  /// The one autoscaler among the objects of a file.
  private static String autoscaler(Path file, String text, String place) {
    try {
      List<Object> found = new ArrayList<>();
      new Load(SETTINGS).loadAllFromString(text).forEach(document -> collect(document, found));
      if (found.size() == 1) {
        return JSON.std.asString(Map.of("spec", found.getFirst()));
      }
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "%s: %s must hold one HorizontalPodAutoscaler, but holds %d."
              .formatted(place, file, found.size()));
    } catch (YamlEngineException malformed) {
      String problem = String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
      throw new CommandFailure(
          ExitCode.BAD_USAGE, "%s: %s is not YAML: %s".formatted(place, file, problem));
    } catch (IOException impossible) {
      throw new IllegalStateException("plain values are always JSON", impossible);
    }
  }

  private static void collect(Object document, List<Object> specs) {
    if (document instanceof Map<?, ?> object) {
      if (object.get("items") instanceof List<?> items) {
        items.forEach(item -> collect(item, specs));
      } else if ("HorizontalPodAutoscaler".equals(object.get("kind"))
          && object.get("spec") != null) {
        specs.add(object.get("spec"));
      }
    }
  }

  /// @param place where the file is named, for what is told of it
  private static String content(Path file, String place) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw new CommandFailure(ExitCode.BAD_USAGE, "%sThere is no file %s.".formatted(place, file));
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          "%s%s cannot be read: %s".formatted(place, file, unreadable.getMessage()));
    }
  }
}
