package dev.bellows.controller.cluster.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The pods' logs below `.bellows/pods/<pid of this controller>`: what dead controllers left is
/// removed, and of this one's pods the newest 50 are kept.
final class LogFolder {
  private static final Logger LOG = Logger.getLogger(LogFolder.class);
  private static final int KEPT = 50;

  private final Path folder;
  private final Deque<Path> files = new ArrayDeque<>();

  private LogFolder(Path folder) {
    this.folder = folder;
  }

  static LogFolder below(Path home) {
    Path all = home.resolve(".bellows").resolve("pods");
    Path own = all.resolve(Long.toString(ProcessHandle.current().pid()));
    try {
      Files.createDirectories(own);
      try (Stream<Path> folders = Files.list(all)) {
        folders.filter(LogFolder::isOrphaned).forEach(LogFolder::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the pods' logs cannot be kept below " + all, e);
    }
    return new LogFolder(own);
  }

  synchronized BoundedLog open(String pod) throws IOException {
    Path file = folder.resolve(pod + ".log");
    files.addLast(file);
    if (files.size() > KEPT) {
      Path oldest = files.removeFirst();
      Files.deleteIfExists(oldest);
      Files.deleteIfExists(oldest.resolveSibling(oldest.getFileName() + ".1"));
    }
    return new BoundedLog(file, LOG::warn);
  }

  private static boolean isOrphaned(Path folder) {
    try {
      return ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).isEmpty();
    } catch (NumberFormatException notOurs) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException notOursToRemove) {
      // Somebody else's leftovers are no reason not to start; the next controller tries again.
      LOG.debugf(notOursToRemove, "old log folder stays folder=%s", folder);
    }
  }
}
