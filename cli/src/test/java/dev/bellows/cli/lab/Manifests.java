package dev.bellows.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The target's own manifests in a folder, with lines changed for a test.
record Manifests(Path folder) {
  private static final Path BASE = Path.of("../k8s/base/demo-app");

  static Manifests copyOfBase(Path folder) throws IOException {
    Files.createDirectory(folder.resolve("demo-app"));
    for (String file : List.of("deployment.yaml", "hpa.yaml", "service.yaml")) {
      Files.copy(BASE.resolve(file), folder.resolve("demo-app").resolve(file));
    }
    return new Manifests(folder);
  }

  /// Windows and periods of seconds, so that a cycle takes seconds.
  Manifests withQuickBehavior() throws IOException {
    return replacing("hpa.yaml", "stabilizationWindowSeconds: 30", "stabilizationWindowSeconds: 0")
        .replacing("hpa.yaml", "stabilizationWindowSeconds: 60", "stabilizationWindowSeconds: 4")
        .replacing("hpa.yaml", "periodSeconds: \\d+", "periodSeconds: 4");
  }

  /// Replaces a regular expression in a file.
  ///
  /// @throws IllegalArgumentException when the file has no such text, so that a test cannot go on
  ///   unchanged
  Manifests replacing(String file, String expression, String replacement) throws IOException {
    Path path = folder.resolve("demo-app").resolve(file);
    Matcher matcher = Pattern.compile(expression).matcher(Files.readString(path));
    if (!matcher.find()) {
      throw new IllegalArgumentException(file + " has no " + expression);
    }
    Files.writeString(path, matcher.replaceAll(replacement));
    return this;
  }
}
