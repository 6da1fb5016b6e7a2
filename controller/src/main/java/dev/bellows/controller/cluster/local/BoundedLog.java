package dev.bellows.controller.cluster.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A log file that keeps the newest lines: at its limit it becomes `NAME.1` and starts afresh, so
/// that it never takes more than twice the limit.
final class BoundedLog implements AutoCloseable {
  private static final long LIMIT_CHARACTERS = 1 << 20;

  private final Path file;
  private Writer writer;
  private long written;

  BoundedLog(Path file) throws IOException {
    this.file = file;
    this.writer = Files.newBufferedWriter(file);
  }

  void line(String line) {
    try {
      if (written > LIMIT_CHARACTERS) {
        writer.close();
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        writer = Files.newBufferedWriter(file);
        written = 0;
      }
      writer.append(line).append('\n').flush();
      written += line.length() + 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
