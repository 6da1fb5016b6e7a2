package dev.bellows.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of this machine, run to its end.
///
/// @param exit its exit code
/// @param output what it wrote, standard error after standard output
record Command(int exit, String output) {

  private static final long PATIENCE_SECONDS = 300;

  /// @param hint what to install where the program is missing
  static Command run(String hint, List<String> words) {
    try {
      Path out = Files.createTempFile("bellows-manifests", ".out");
      Path err = Files.createTempFile("bellows-manifests", ".err");
      try {
        Process process =
            new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("no end in sight: " + String.join(" ", words));
        }
        return new Command(process.exitValue(), text(out) + text(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException notFound) {
      throw new IllegalStateException(
          "%s is needed here: %s.".formatted(words.getFirst(), hint), notFound);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
