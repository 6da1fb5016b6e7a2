package dev.bellows.controller.cluster.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/// A log file that keeps the newest lines: at its limit it becomes `NAME.1` and starts afresh, so
/// that it never takes more than twice the limit.
///
/// Lines that cannot be written (a full disk) are dropped: a pod must not fail for want of a log.
final class BoundedLog implements AutoCloseable {
  private static final long LIMIT_CHARACTERS = 1 << 20;

  private final Path file;
  private final Consumer<String> trouble;
  private Writer writer;
  private long written;
  private boolean troubled;

  /// @param trouble told once why lines are missing
  BoundedLog(Path file, Consumer<String> trouble) throws IOException {
    this.file = file;
    this.trouble = trouble;
    this.writer = Files.newBufferedWriter(file);
  }

  void line(String line) {
    try {
      if (written > LIMIT_CHARACTERS) {
        startAfresh();
      }
      writer.append(line).append('\n').flush();
      written += line.length() + 1;
    } catch (IOException e) {
      if (!troubled) {
        troubled = true;
        trouble.accept("Lines are missing in %s: %s".formatted(file, e.getMessage()));
      }
    }
  }

  /// Goes on with the old file where there is no room for another one.
  private void startAfresh() throws IOException {
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    Writer full = writer;
    writer = Files.newBufferedWriter(file);
    written = 0;
    full.close();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
