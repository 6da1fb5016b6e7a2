package dev.bellows.loadtester.engine;

import dev.bellows.core.schedule.Arrival;
import dev.bellows.loadtester.measure.Held;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The arrivals that a lane holds: those that wait for a connection, and how many are in flight.
/// Those of the warm-up are counted apart as well, because nothing of them is measured.
final class Hands {

  private final long warmUpNanos;
  private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();
  private int inFlight;
  private int warmUpWaiting;
  private int warmUpInFlight;

  Hands(long warmUpNanos) {
    this.warmUpNanos = warmUpNanos;
  }

  int total() {
    return waiting.size() + inFlight;
  }

  int waiting() {
    return waiting.size();
  }

  boolean empty() {
    return inFlight == 0 && waiting.isEmpty();
  }

  @Nullable Arrival first() {
    return waiting.peek();
  }

  void await(Arrival arrival) {
    waiting.add(arrival);
    if (isOfWarmUp(arrival)) {
      warmUpWaiting++;
    }
  }

  /// Takes the first that waits, to drop it or to let it fail.
  Arrival giveUp() {
    Arrival arrival = waiting.remove();
    if (isOfWarmUp(arrival)) {
      warmUpWaiting--;
    }
    return arrival;
  }

  /// The first that waits is in flight now.
  void send() {
    inFlight++;
    if (isOfWarmUp(giveUp())) {
      warmUpInFlight++;
    }
  }

  void done(Arrival arrival) {
    inFlight--;
    if (isOfWarmUp(arrival)) {
      warmUpInFlight--;
    }
  }

  Held measured() {
    return new Held(waiting.size() - warmUpWaiting, inFlight - warmUpInFlight);
  }

  Held ofWarmUp() {
    return new Held(warmUpWaiting, warmUpInFlight);
  }

  private boolean isOfWarmUp(Arrival arrival) {
    return arrival.intendedNanos() < warmUpNanos;
  }
}
