package dev.bellows.loadtester.engine;

import dev.bellows.core.schedule.ArrivalSchedule;
import java.util.NoSuchElementException;

/// The closed model: so many users of whom each asks again as soon as it has its answer. What is
/// due depends on the target, so a target that is slow is asked less often; a latency measured like
/// this hides what users of an open system would have waited.
final class UsersSchedule implements ArrivalSchedule {

  /* Users come back in the order of time, and so do those that take a pause first: two queues,
   * whose first ones are compared, need neither a heap nor an object for each user. */
  private final LongQueue free;
  private final LongQueue pausing;
  private final int stride;
  private long sequence;

  /// @param index of the lane, and `stride` the number of lanes, that number the arrivals
  UsersSchedule(int users, int index, int stride) {
    this.sequence = index;
    this.stride = stride;
    this.free = new LongQueue(users);
    this.pausing = new LongQueue(users);
    for (int i = 0; i < users; i++) {
      free.add(0L);
    }
  }

  /// A user has its answer and asks again at this moment.
  void returned(long nanos) {
    free.add(nanos);
  }

  /// A user asks again at a later moment, the same time after now for all that do so.
  void returnedLater(long nanos) {
    pausing.add(nanos);
  }

  @Override
  public long nextIntendedNanos() {
    return Math.min(free.peek(), pausing.peek());
  }

  @Override
  public long nextSequence() {
    return sequence;
  }

  @Override
  public void advance() {
    if (free.isEmpty() && pausing.isEmpty()) {
      throw new NoSuchElementException("every user waits for an answer");
    }
    (free.peek() <= pausing.peek() ? free : pausing).take();
    sequence += stride;
  }

  @Override
  public void rescale(long fromNanos, double factor) {
    throw new UnsupportedOperationException("a closed model has no rate");
  }

  @Override
  public ArrivalSchedule slice(int index, int count) {
    throw new UnsupportedOperationException("users are split when the lanes are made");
  }
}
