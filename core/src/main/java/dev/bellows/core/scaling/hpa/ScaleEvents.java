package dev.bellows.core.scaling.hpa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How much the count changed in one direction at earlier reconciliations: the memory of the
/// scaling policies. Immutable.
///
/// Upstream: `horizontal.go`, `timestampedScaleEvent`, `storeScaleEvent`,
/// `markScaleEventsOutdated`.
public final class ScaleEvents {

  /// Nothing remembered yet.
  public static final ScaleEvents NONE = new ScaleEvents(new int[0], new long[0], new boolean[0]);

  private final int[] changes;
  private final long[] atMillis;
  private final boolean[] outdated;

  private ScaleEvents(int[] changes, long[] atMillis, boolean[] outdated) {
    this.changes = changes;
    this.atMillis = atMillis;
    this.outdated = outdated;
  }

  static ScaleEvents of(int[] changes, long[] atMillis, boolean[] outdated) {
    return new ScaleEvents(changes.clone(), atMillis.clone(), outdated.clone());
  }

  public int size() {
    return changes.length;
  }

  /// How many replicas the count changed by, zero or more.
  public int change(int index) {
    return changes[index];
  }

  public long atMillis(int index) {
    return atMillis[index];
  }

  /// Whether the event was found older than every policy's period, so that the next event may take
  /// its place.
  public boolean outdated(int index) {
    return outdated[index];
  }

  /// The replicas changed within the last period; an event exactly as old as the period no longer
  /// counts.
  ///
  /// Upstream: `getReplicasChangePerPeriod`.
  int changeWithin(int periodSeconds, long nowMillis) {
    long cutoffMillis = nowMillis - periodSeconds * 1000L;
    int sum = 0;
    for (int i = 0; i < changes.length; i++) {
      if (atMillis[i] > cutoffMillis) {
        sum += changes[i];
      }
    }
    return sum;
  }

  /// With one more event, in the place of the last outdated one or at the end.
  ScaleEvents with(int change, long nowMillis, int longestPeriodSeconds) {
    long cutoffMillis = nowMillis - longestPeriodSeconds * 1000L;
    int slot = -1;
    boolean[] marked = outdated.clone();
    for (int i = 0; i < marked.length; i++) {
      marked[i] |= atMillis[i] < cutoffMillis;
      if (marked[i]) {
        slot = i;
      }
    }
    int at = slot < 0 ? size() : slot;
    int length = Math.max(size(), at + 1);
    int[] newChanges = Arrays.copyOf(changes, length);
    long[] newAtMillis = Arrays.copyOf(atMillis, length);
    boolean[] newOutdated = Arrays.copyOf(marked, length);
    newChanges[at] = change;
    newAtMillis[at] = nowMillis;
    newOutdated[at] = false;
    return new ScaleEvents(newChanges, newAtMillis, newOutdated);
  }

  /// As plain triples `[change, atMillis, outdated ? 1 : 0]`.
  List<List<Long>> toDocument() {
    List<List<Long>> document = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      document.add(List.of((long) changes[i], atMillis[i], outdated[i] ? 1L : 0L));
    }
    return document;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScaleEvents that
        && Arrays.equals(changes, that.changes)
        && Arrays.equals(atMillis, that.atMillis)
        && Arrays.equals(outdated, that.outdated);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(changes) + Arrays.hashCode(atMillis);
  }

  @Override
  public String toString() {
    return toDocument().toString();
  }
}
