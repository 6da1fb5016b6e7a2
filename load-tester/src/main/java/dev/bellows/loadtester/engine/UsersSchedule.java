package dev.bellows.loadtester.engine;

import dev.bellows.core.schedule.Arrival;
import dev.bellows.core.schedule.ArrivalSchedule;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/// The closed model: so many users of whom each asks again as soon as it has its answer. What is
/// due depends on the target, so a target that is slow is asked less often; a latency measured like
/// this hides what users of an open system would have waited.
final class UsersSchedule implements ArrivalSchedule {

  private final PriorityQueue<Long> free = new PriorityQueue<>();
  private final int stride;
  private long sequence;

  /// @param index of the lane, and `stride` the number of lanes, that number the arrivals
  UsersSchedule(int users, int index, int stride) {
    this.sequence = index;
    this.stride = stride;
    for (int i = 0; i < users; i++) {
      free.add(0L);
    }
  }

  /// A user has its answer and asks again at this moment.
  void returned(long nanos) {
    free.add(nanos);
  }

  @Override
  public long nextIntendedNanos() {
    Long next = free.peek();
    return next == null ? NEVER : next;
  }

  @Override
  public Arrival take() {
    Long next = free.poll();
    if (next == null) {
      throw new NoSuchElementException("every user waits for an answer");
    }
    Arrival arrival = new Arrival(sequence, next);
    sequence += stride;
    return arrival;
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
