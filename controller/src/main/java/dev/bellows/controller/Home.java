package dev.bellows.controller;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checkout that this service runs from: `BELLOWS_HOME`, else the first folder with the
/// target's manifests above the program, else above the working directory.
final class Home {
  private static final String MARK = "k8s/base";

  private Home() {}

  static Path find(Optional<Path> given) {
    return given
        .or(() -> above(program()))
        .or(() -> above(Path.of("").toAbsolutePath()))
        .orElseGet(() -> Path.of("").toAbsolutePath());
  }

  private static Optional<Path> above(@Nullable Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(MARK))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Path program() {
    CodeSource source = Home.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return ProcessHandle.current().info().command().map(Path::of).orElse(null);
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      return null;
    }
  }
}
