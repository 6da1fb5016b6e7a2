package dev.bellows.controller.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Marks on their way into the next point. Anybody may add one, at any moment.
public final class Marks {
  /// More than this in one second is a flood that nobody can read.
  private static final int MOST_PENDING = 60;

  private final List<Mark> pending = new ArrayList<>();
  private long lastId;
  private int floods;

  /// @param lastId the newest id given so far
  public Marks(long lastId) {
    this.lastId = lastId;
  }

  public synchronized void add(Instant time, Mark.Kind kind, String object, String text) {
    if (pending.size() >= MOST_PENDING) {
      floods++;
      return;
    }
    pending.add(new Mark(++lastId, time, kind, object, text));
  }

  /// Those since the last call.
  public synchronized List<Mark> take(Instant now) {
    if (floods > 0) {
      String text = "%d more marks in one second were left out.".formatted(floods);
      pending.add(new Mark(++lastId, now, Mark.Kind.WARNING, "history", text));
      floods = 0;
    }
    if (pending.isEmpty()) {
      return List.of();
    }
    List<Mark> taken = List.copyOf(pending);
    pending.clear();
    return taken;
  }
}
