package dev.bellows.controller.cluster.local.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// A YAML file as nodes that know their lines.
final class YamlFile {
  private YamlFile() {}

  /// The document of the wanted kind in the file.
  static YamlNode read(Path file, String apiVersion, String kind) {
    List<Node> documents = compose(file);
    for (Node document : documents) {
      YamlNode root = new YamlNode(file, "", document);
      if (root.isMapping() && root.required("kind").text().equals(kind)) {
        root.required("apiVersion").mustBe(apiVersion);
        return root;
      }
    }
    throw new ManifestException(
        file, "expected a %s of %s, but there is none".formatted(kind, apiVersion));
  }

  private static List<Node> compose(Path file) {
    try {
      String text = Files.readString(file);
      List<Node> documents = new ArrayList<>();
      new Compose(LoadSettings.builder().setLabel(file.toString()).build())
          .composeAllFromString(text)
          .forEach(documents::add);
      return documents;
    } catch (NoSuchFileException e) {
      throw new ManifestException(file, "the file does not exist");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ManifestException(file, line, "this is not YAML: " + oneLine(e.getProblem()));
    } catch (YamlEngineException | IOException e) {
      throw new ManifestException(
          file, "it cannot be read: " + oneLine(String.valueOf(e.getMessage())));
    }
  }

  private static String oneLine(String text) {
    return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
  }
}
