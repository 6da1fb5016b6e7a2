package dev.bellows.controller.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was recorded, second by second: the newest part in memory, all of it on disk if there is an
/// archive.
public final class History {
  /// What is kept in memory, which is also the longest gap that is filled for a viewer.
  public static final Duration IN_MEMORY = Duration.ofHours(2).plusMinutes(5);

  private final Timeline timeline = new Timeline((int) IN_MEMORY.toSeconds());
  private final Optional<Archive> archive;
  private final long openedAt;
  private final long lastMarkId;

  /// Begins where the archive ends.
  ///
  /// @param now seconds since 1970
  public History(Optional<Archive> archive, long now) {
    this.archive = archive;
    this.openedAt = now;
    archive.ifPresent(disk -> readBack(disk, now));
    this.lastMarkId =
        timeline.between(0, now).stream()
            .flatMap(point -> point.marks().stream())
            .mapToLong(Mark::id)
            .max()
            // Ids must not be given twice, even where nobody knows the old ones any more.
            .orElse(now * 100);
  }

  private void readBack(Archive disk, long now) {
    try {
      disk.readPoints(now - IN_MEMORY.toSeconds(), now, timeline::add);
    } catch (IOException e) {
      throw new UncheckedIOException("the history cannot be read back", e);
    }
  }

  public Optional<Archive> archive() {
    return archive;
  }

  /// The first second that this controller can have recorded; what is older an earlier one did.
  public long openedAt() {
    return openedAt;
  }

  /// The newest mark that the archive holds.
  public long lastMarkId() {
    return lastMarkId;
  }

  /// @return the point as the line that was written
  public String add(Point point) {
    String line = PointText.write(point);
    timeline.add(point);
    archive.ifPresent(disk -> disk.addPoint(point.second(), line));
    return line;
  }

  public Optional<Point> newest() {
    return timeline.newest();
  }

  public Optional<Point> after(long second) {
    return timeline.after(second);
  }

  /// The points with `from <= second <= to`, oldest first.
  public List<Point> between(long from, long to) {
    long inMemory = timeline.oldest().map(Point::second).orElse(Long.MAX_VALUE);
    if (archive.isEmpty() || from >= inMemory) {
      return timeline.between(from, to);
    }
    List<Point> points = new ArrayList<>();
    try {
      archive.get().readPoints(from, Math.min(to, inMemory - 1), points::add);
    } catch (IOException e) {
      throw new UncheckedIOException("the history cannot be read", e);
    }
    points.addAll(timeline.between(from, to));
    return points;
  }
}
