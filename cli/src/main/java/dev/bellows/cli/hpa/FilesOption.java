package dev.bellows.cli.hpa;

import dev.bellows.cli.api.InputFile;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// `-f`, as often as there are files.
final class FilesOption {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      required = true,
      description = "A YAML or JSON file of one or more documents; - for the standard input.")
  private List<String> files = new ArrayList<>();

  /// The documents of all files in their order.
  List<YamlDocument> documents() {
    return files.stream().flatMap(file -> YamlDocument.all(new InputFile(file)).stream()).toList();
  }

  /// The files, for a message about all of them.
  String label() {
    return String.join(", ", files.stream().map(file -> new InputFile(file).label()).toList());
  }
}
