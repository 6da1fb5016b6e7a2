package dev.bellows.loadtester.engine;

import java.util.NoSuchElementException;

/// Numbers, first in first out, without an object for each. Grows with what it is given.
final class LongQueue {

  private static final int SMALLEST = 16;

  private long[] ring;
  private int first;
  private int size;

  /// @param expected how many it holds before it has to grow
  LongQueue(int expected) {
    ring = new long[Math.max(SMALLEST, expected)];
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(long number) {
    if (size == ring.length) {
      grow();
    }
    ring[index(size)] = number;
    size++;
  }

  /// The first one, or [Long#MAX_VALUE].
  long peek() {
    return size == 0 ? Long.MAX_VALUE : ring[first];
  }

  long take() {
    if (size == 0) {
      throw new NoSuchElementException("the queue is empty");
    }
    long number = ring[first];
    first = index(1);
    size--;
    return number;
  }

  private int index(int position) {
    int index = first + position;
    return index < ring.length ? index : index - ring.length;
  }

  private void grow() {
    long[] larger = new long[2 * ring.length];
    for (int position = 0; position < size; position++) {
      larger[position] = ring[index(position)];
    }
    ring = larger;
    first = 0;
  }
}
