package dev.bellows.cli.lab;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// This machine's way to show a page to whoever sits at it.
final class Browser {
  private static final List<String> OPENERS = List.of("xdg-open", "open");

  private Browser() {}

  /// @return whether there was something to open it with
  static boolean open(URI page, String path) {
    Optional<Path> opener =
        OPENERS.stream()
            .flatMap(name ->
                Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (opener.isEmpty()) {
      return false;
    }
    try {
      new ProcessBuilder(opener.get().toString(), page.toString())
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException notStarted) {
      return false;
    }
  }
}
