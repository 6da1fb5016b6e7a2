package dev.bellows.loadtester.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the seconds of several lanes together again: a second is complete when every lane has
/// delivered it, or has ended and so adds only what it counted before.
public final class LaneMerge {

  private static final class Side {
    final ArrayDeque<Interval> delivered = new ArrayDeque<>();
    Counts last = Counts.NONE;
    Counts lastWarmUp = Counts.NONE;
    boolean ended;
  }

  private final List<Side> sides = new ArrayList<>();

  public LaneMerge(int lanes) {
    for (int i = 0; i < lanes; i++) {
      sides.add(new Side());
    }
  }

  public void add(int lane, Interval interval) {
    sides.get(lane).delivered.add(interval);
  }

  public void ended(int lane) {
    sides.get(lane).ended = true;
  }

  public boolean allEnded() {
    return sides.stream().allMatch(side -> side.ended && side.delivered.isEmpty());
  }

  /// The next complete second, if there is one; takes it out.
  public Optional<Interval> poll() {
    boolean some = sides.stream().anyMatch(side -> !side.delivered.isEmpty());
    boolean complete = sides.stream().allMatch(side -> side.ended || !side.delivered.isEmpty());
    if (!some || !complete) {
      return Optional.empty();
    }
    Interval sum = null;
    Counts gone = Counts.NONE;
    Counts goneWarmUp = Counts.NONE;
    for (Side side : sides) {
      Interval next = side.delivered.poll();
      if (next == null) {
        gone = gone.plus(side.last);
        goneWarmUp = goneWarmUp.plus(side.lastWarmUp);
      } else {
        side.last = next.counts();
        side.lastWarmUp = next.warmUp();
        sum = sum == null ? next : sum.merge(next);
      }
    }
    if (sum == null) {
      return Optional.empty();
    }
    return Optional.of(sum.withCountsOf(gone, goneWarmUp));
  }
}
