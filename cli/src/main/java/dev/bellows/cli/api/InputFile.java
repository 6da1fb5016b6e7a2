package dev.bellows.cli.api;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A file that a command reads, plain or gzipped; `-` is the standard input.
public record InputFile(String name) {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /// Something that reads and may fail.
  public interface Reading<T> {
    T read(BufferedReader text) throws IOException;
  }

  /// @throws CommandFailure in one sentence when the file cannot be read
  public <T> T read(Reading<T> reading) {
    try (InputStream raw = open();
        BufferedReader text =
            new BufferedReader(new InputStreamReader(unzipped(raw), StandardCharsets.UTF_8))) {
      return reading.read(text);
    } catch (NoSuchFileException absent) {
      throw failure("there is no such file.");
    } catch (AccessDeniedException denied) {
      throw failure("reading it is not allowed.");
    } catch (IOException broken) {
      throw failure("it cannot be read: " + broken.getMessage());
    }
  }

  /// A failure that this file is to blame for.
  public CommandFailure failure(String problem) {
    return new CommandFailure(ExitCode.BAD_USAGE, label() + ": " + problem);
  }

  /// A failure that a line of this file is to blame for.
  public CommandFailure failure(long line, String problem) {
    return new CommandFailure(ExitCode.BAD_USAGE, label() + ":" + line + ": " + problem);
  }

  /// The name for people.
  public String label() {
    return name.equals("-") ? "standard input" : name;
  }

  private InputStream open() throws IOException {
    return name.equals("-") ? System.in : Files.newInputStream(Path.of(name));
  }

  private static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(raw);
    bytes.mark(2);
    boolean zipped = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
    bytes.reset();
    return zipped ? new GZIPInputStream(bytes) : bytes;
  }
}
