package dev.bellows.controller.history;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// The history on disk: points and decisions, below one folder that one controller at a time owns.
/// A disk that takes nothing any more is counted and told, and never stops the bench.
public final class Archive implements Closeable {
  private final Path folder;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final Segments points;
  private final Segments decisions;
  private final long mostBytes;
  private final Duration age;
  private final Consumer<String> trouble;
  private long lost;
  private boolean troubled;

  private Archive(
      Path folder,
      FileChannel lockFile,
      FileLock lock,
      long mostBytes,
      Duration age,
      Consumer<String> trouble) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
    this.points = new Segments(folder, "points");
    this.decisions = new Segments(folder, "decisions");
    this.mostBytes = mostBytes;
    this.age = age;
    this.trouble = trouble;
  }

  /// Opens the folder, which is made if it is absent.
  ///
  /// @param mostBytes what points and decisions may take together
  /// @param age what is older is removed
  /// @param trouble is told, in a sentence, when lines begin to be lost and when that has ended
  /// @throws IOException with a sentence, when the folder cannot be written or is in use
  public static Archive open(Path folder, long mostBytes, Duration age, Consumer<String> trouble)
      throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = lockFile.tryLock();
    if (lock == null) {
      lockFile.close();
      throw new IOException("another controller uses it");
    }
    return new Archive(folder, lockFile, lock, mostBytes, age, trouble);
  }

  public Path folder() {
    return folder;
  }

  public void addPoint(long second, String line) {
    add(points, second, line);
  }

  /// @param line the decision as JSON
  public void addDecision(long second, String line) {
    add(decisions, second, line);
  }

  /// Lines that did not get to the disk since the start.
  public synchronized long lost() {
    return lost;
  }

  private synchronized void add(Segments segments, long second, String line) {
    try {
      boolean begun = segments.append(second, line);
      if (troubled) {
        troubled = false;
        trouble.accept("The history is written again; %d lines were lost.".formatted(lost));
      }
      if (begun) {
        retain(second);
      }
    } catch (IOException e) {
      lost++;
      if (!troubled) {
        troubled = true;
        trouble.accept(
            "The history cannot be written to %s, so for now it is in memory alone: %s"
                .formatted(folder, e.getMessage()));
      }
    }
  }

  private void retain(long now) throws IOException {
    Instant oldest = Instant.ofEpochSecond(now).minus(age);
    points.retain(oldest, mostBytes * 4 / 5);
    decisions.retain(oldest, mostBytes / 5);
  }

  /// Hands over the points of a time, oldest first, both ends included.
  void readPoints(long from, long to, Consumer<Point> sink) throws IOException {
    points.read(
        from,
        to,
        line -> {
          long second = PointText.second(line);
          if (second >= from && second <= to) {
            PointText.read(line).ifPresent(sink);
          }
        });
  }

  /// Hands over the lines of the decisions of a time and a little around it, oldest first.
  public void readDecisions(long from, long to, Consumer<String> sink) throws IOException {
    decisions.read(from, to, sink);
  }

  @Override
  public synchronized void close() throws IOException {
    points.close();
    decisions.close();
    lock.release();
    lockFile.close();
  }
}
