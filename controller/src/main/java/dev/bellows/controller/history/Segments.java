package dev.bellows.controller.history;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lines on disk, one file per hour. Every line is written at once and whole, so that a process
/// that is killed loses none it has written; a line that a full disk cut short is ended before the
/// next one, and readers pass over it.
final class Segments implements Closeable {
  private static final Duration LENGTH = Duration.ofHours(1);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String END = ".jsonl";

  private final Path folder;
  private final String prefix;
  private long hour = Long.MIN_VALUE;
  private @Nullable FileChannel channel;
  private boolean torn;

  /// @param prefix begin of the files' names
  Segments(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix + "-";
  }

  /// @return whether a new file was begun
  synchronized boolean append(long second, String line) throws IOException {
    boolean begun = Math.floorDiv(second, LENGTH.toSeconds()) != hour || channel == null;
    FileChannel open = begun ? open(second) : channel;
    ByteBuffer bytes =
        ByteBuffer.wrap(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
    torn = true;
    while (bytes.hasRemaining()) {
      open.write(bytes);
    }
    torn = false;
    return begun;
  }

  private FileChannel open(long second) throws IOException {
    close();
    Path file = file(second);
    FileChannel opened =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    channel = opened;
    hour = Math.floorDiv(second, LENGTH.toSeconds());
    torn = opened.size() > 0;
    return opened;
  }

  /// Hands over the lines of the hours that the time touches, oldest first.
  void read(long from, long to, Consumer<String> lines) throws IOException {
    for (Path file : files()) {
      long begin = begin(file);
      if (begin + LENGTH.toSeconds() > from && begin <= to) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
          for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.accept(line);
          }
        } catch (NoSuchFileException removedMeanwhile) {
          // Its time was over.
        }
      }
    }
  }

  /// Removes what is older than allowed, then the oldest until the rest is small enough.
  void retain(Instant oldest, long mostBytes) throws IOException {
    long total = 0;
    for (Path file : files().reversed()) {
      total += Files.size(file);
      boolean over = begin(file) + LENGTH.toSeconds() <= oldest.getEpochSecond();
      if ((over || total > mostBytes) && begin(file) / LENGTH.toSeconds() != hour) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> begin(file) >= 0).sorted().toList();
    }
  }

  private Path file(long second) {
    return folder.resolve(prefix + NAME.format(Instant.ofEpochSecond(second)) + END);
  }

  /// The first second of a file; -1 for a file that is not of this kind.
  private long begin(Path file) {
    String name = file.getFileName().toString();
    if (!name.startsWith(prefix) || !name.endsWith(END)) {
      return -1;
    }
    try {
      String time = name.substring(prefix.length(), name.length() - END.length());
      return Instant.parse(time + ":00:00Z").getEpochSecond();
    } catch (RuntimeException notOurs) {
      return -1;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
