package dev.bellows.controller.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest entries of something that goes on without end; older ones are forgotten.
public final class Journal<T> {
  private final int capacity;
  private final Deque<T> entries = new ArrayDeque<>();

  public Journal(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be 1 or more, but was " + capacity);
    }
    this.capacity = capacity;
  }

  public synchronized void add(T entry) {
    if (entries.size() == capacity) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  public synchronized Optional<T> last() {
    return Optional.ofNullable(entries.peekLast());
  }

  /// The entries after the one that was seen last, oldest first; all of them where nothing was seen
  /// or what was seen is forgotten.
  public synchronized List<T> since(@Nullable T last) {
    Deque<T> fresh = new ArrayDeque<>();
    Iterator<T> backwards = entries.descendingIterator();
    while (backwards.hasNext()) {
      T entry = backwards.next();
      if (entry == last) {
        break;
      }
      fresh.addFirst(entry);
    }
    return List.copyOf(fresh);
  }

  /// The newest entries, newest first.
  public synchronized List<T> newest(int most) {
    List<T> newest = new ArrayList<>();
    Iterator<T> backwards = entries.descendingIterator();
    while (backwards.hasNext() && newest.size() < most) {
      newest.add(backwards.next());
    }
    return newest;
  }
}
