package dev.bellows.controller.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest points, one a second at most, in the order of their seconds. Points are values, so
/// readers share them with the one who adds.
final class Timeline {
  private final @Nullable Point[] ring;
  private int first;
  private int size;

  /// @param capacity points kept
  Timeline(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be 1 or more, but was " + capacity);
    }
    ring = new Point[capacity];
  }

  /// Adds the newest point. Points that are as late or later came from a clock that has been set
  /// back since, and are forgotten.
  synchronized void add(Point point) {
    while (size > 0 && at(size - 1).second() >= point.second()) {
      size--;
      ring[(first + size) % ring.length] = null;
    }
    if (size == ring.length) {
      first = (first + 1) % ring.length;
      size--;
    }
    ring[(first + size) % ring.length] = point;
    size++;
  }

  synchronized Optional<Point> newest() {
    return size == 0 ? Optional.empty() : Optional.of(at(size - 1));
  }

  synchronized Optional<Point> oldest() {
    return size == 0 ? Optional.empty() : Optional.of(at(0));
  }

  /// The points with `from <= second <= to`, oldest first.
  synchronized List<Point> between(long from, long to) {
    int begin = firstAtOrAfter(from);
    List<Point> found = new ArrayList<>(Math.max(0, Math.min(size - begin, 8_000)));
    for (int i = begin; i < size && at(i).second() <= to; i++) {
      found.add(at(i));
    }
    return found;
  }

  /// The first point after the second.
  synchronized Optional<Point> after(long second) {
    int index = firstAtOrAfter(second + 1);
    return index == size ? Optional.empty() : Optional.of(at(index));
  }

  private int firstAtOrAfter(long second) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle).second() < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Point at(int index) {
    Point point = ring[(first + index) % ring.length];
    if (point == null) {
      throw new IllegalStateException("no point at " + index);
    }
    return point;
  }
}
