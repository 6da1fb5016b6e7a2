package dev.bellows.loadtester.engine;

/// A queue of moments \[ns\] of a fixed capacity, first in first out.
final class Moments {

  private final long[] ring;
  private int first;
  private int size;

  Moments(int capacity) {
    ring = new long[capacity];
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(long nanos) {
    if (size == ring.length) {
      throw new IllegalStateException("there is room for " + ring.length + " moments only");
    }
    int last = first + size;
    ring[last < ring.length ? last : last - ring.length] = nanos;
    size++;
  }

  /// The first one, or [Long#MAX_VALUE].
  long peek() {
    return size == 0 ? Long.MAX_VALUE : ring[first];
  }

  long take() {
    long nanos = peek();
    first = first + 1 == ring.length ? 0 : first + 1;
    size--;
    return nanos;
  }
}
