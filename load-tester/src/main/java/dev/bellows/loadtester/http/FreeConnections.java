package dev.bellows.loadtester.http;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/// The connections of a pool that can take a request.
///
/// The one that rested longest is taken next, so that all are used alike and requests spread over
/// pods as connections do. But only so many take turns. The others are what a bad moment of the
/// target left behind: they are parked, and come back, the last one first, when they are called.
final class FreeConnections {

  /// Enough to spread over pods, few enough that their state stays in the processor's caches.
  static final int TAKING_TURNS = 96;

  private final ArrayDeque<Connection> turns = new ArrayDeque<>();
  private final LinkedHashSet<Connection> parked = new LinkedHashSet<>();

  /// Adds a connection that is not retired and has room, unless it is here already.
  void add(Connection connection) {
    if (connection.queued || connection.retired || !connection.hasRoom()) {
      return;
    }
    connection.queued = true;
    if (turns.size() < TAKING_TURNS) {
      turns.addLast(connection);
    } else {
      parked.addFirst(connection);
    }
  }

  /// Lets up to so many of the parked ones take turns again.
  ///
  /// @return whether there were any
  boolean call(int wanted) {
    int called = 0;
    while (called < wanted && !parked.isEmpty()) {
      turns.addLast(parked.removeFirst());
      called++;
    }
    return called > 0;
  }

  /// Takes one out that takes turns; it may have ended or been retired since it was added.
  @Nullable Connection poll() {
    Connection next = turns.pollFirst();
    if (next != null) {
      next.queued = false;
    }
    return next;
  }

  /// Forgets one that has been retired or has ended, which takes the place of another.
  void remove(Connection connection) {
    if (connection.queued) {
      connection.queued = false;
      if (!parked.remove(connection)) {
        turns.remove(connection);
      }
    }
  }

  /// Lets all take turns again once they are few.
  void callIfFew() {
    if (turns.size() + parked.size() <= TAKING_TURNS) {
      turns.addAll(parked);
      parked.clear();
    }
  }
}
