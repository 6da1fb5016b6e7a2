package dev.bellows.loadtester.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// All connections of a pool, looked after by turns: few at a time, so that no arrival waits for
/// the care of thousands, and each of them about ten times a second.
final class Roster {

  private static final long ROUND_NANOS = 100_000_000;
  private static final int AT_ONCE = 64;

  private final ArrayDeque<Connection> all = new ArrayDeque<>();
  private int open;

  void add(Connection connection) {
    all.addLast(connection);
    connection.pooled = true;
    open++;
  }

  /// It takes nothing more, but is looked after until it ends.
  void leave(Connection connection) {
    if (connection.pooled) {
      connection.pooled = false;
      open--;
    }
  }

  /// How many can take requests.
  int open() {
    return open;
  }

  /// How long after one look the next is due.
  long intervalNanos() {
    return ROUND_NANOS / Math.max(1, Math.ceilDiv(all.size(), AT_ONCE));
  }

  /// How many of a turn may be replaced, because each costs far more than a request: one, or up to
  /// twice as many as come of age when they do so evenly.
  long replaceable(long maxAgeNanos) {
    return Math.max(1, 2 * Math.min(all.size(), AT_ONCE) * ROUND_NANOS / maxAgeNanos);
  }

  /// Those whose turn it is. Who has ended is forgotten.
  List<Connection> next() {
    List<Connection> turn = new ArrayList<>(AT_ONCE);
    for (int left = Math.min(all.size(), AT_ONCE); left > 0; left--) {
      Connection connection = all.pollFirst();
      if (connection.channel().isActive()) {
        all.addLast(connection);
        turn.add(connection);
      }
    }
    return turn;
  }

  List<Connection> all() {
    return List.copyOf(all);
  }
}
