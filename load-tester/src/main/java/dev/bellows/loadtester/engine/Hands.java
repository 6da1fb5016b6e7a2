package dev.bellows.loadtester.engine;

import dev.bellows.loadtester.measure.Held;

/// The arrivals that a lane holds: those that wait for a connection, and how many are in flight.
/// Those of the warm-up are counted apart as well, because nothing of them is measured.
final class Hands {

  private static final int OFTEN_WAITING = 1_024;

  private final long warmUpNanos;
  private final LongQueue intended = new LongQueue(OFTEN_WAITING);
  private final LongQueue sequences = new LongQueue(OFTEN_WAITING);
  private int inFlight;
  private int warmUpWaiting;
  private int warmUpInFlight;

  Hands(long warmUpNanos) {
    this.warmUpNanos = warmUpNanos;
  }

  int total() {
    return waiting() + inFlight;
  }

  int waiting() {
    return intended.size();
  }

  boolean empty() {
    return inFlight == 0 && intended.isEmpty();
  }

  /// When the first that waits was due.
  long firstIntendedNanos() {
    return intended.peek();
  }

  /// Its position in the schedule.
  long firstSequence() {
    return sequences.peek();
  }

  void await(long intendedNanos, long sequence) {
    intended.add(intendedNanos);
    sequences.add(sequence);
    if (isOfWarmUp(intendedNanos)) {
      warmUpWaiting++;
    }
  }

  /// Takes the first that waits, to drop it or to let it fail.
  ///
  /// @return when it was due
  long giveUp() {
    sequences.take();
    long intendedNanos = intended.take();
    if (isOfWarmUp(intendedNanos)) {
      warmUpWaiting--;
    }
    return intendedNanos;
  }

  /// The first that waits is in flight now.
  void send() {
    inFlight++;
    if (isOfWarmUp(giveUp())) {
      warmUpInFlight++;
    }
  }

  void done(long intendedNanos) {
    inFlight--;
    if (isOfWarmUp(intendedNanos)) {
      warmUpInFlight--;
    }
  }

  Held measured() {
    return new Held(waiting() - warmUpWaiting, inFlight - warmUpInFlight);
  }

  Held ofWarmUp() {
    return new Held(warmUpWaiting, warmUpInFlight);
  }

  private boolean isOfWarmUp(long intendedNanos) {
    return intendedNanos < warmUpNanos;
  }
}
