package dev.bellows.core.scaling.hpa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the metrics asked for at earlier reconciliations, before any limit: the memory of the
/// stabilization windows. Immutable.
///
/// An entry that has fallen out of every window is overwritten by the next one, so the order is not
/// that of time.
///
/// Upstream: `horizontal.go`, `timestampedRecommendation` and `recordInitialRecommendation`.
public final class Recommendations {

  /// Nothing remembered yet.
  public static final Recommendations NONE = new Recommendations(new int[0], new long[0]);

  private final int[] replicas;
  private final long[] atMillis;

  private Recommendations(int[] replicas, long[] atMillis) {
    this.replicas = replicas;
    this.atMillis = atMillis;
  }

  static Recommendations of(int[] replicas, long[] atMillis) {
    return new Recommendations(replicas.clone(), atMillis.clone());
  }

  /// These, or the replicas found at the very first reconciliation.
  Recommendations orInitial(int currentReplicas, long nowMillis) {
    return size() == 0
        ? new Recommendations(new int[] {currentReplicas}, new long[] {nowMillis})
        : this;
  }

  public int size() {
    return replicas.length;
  }

  public int replicas(int index) {
    return replicas[index];
  }

  public long atMillis(int index) {
    return atMillis[index];
  }

  /// With one more entry, in the place of the outdated one or, if that is -1, at the end.
  Recommendations with(int recommended, long nowMillis, int outdated) {
    int slot = outdated < 0 ? size() : outdated;
    int length = Math.max(size(), slot + 1);
    int[] newReplicas = Arrays.copyOf(replicas, length);
    long[] newAtMillis = Arrays.copyOf(atMillis, length);
    newReplicas[slot] = recommended;
    newAtMillis[slot] = nowMillis;
    return new Recommendations(newReplicas, newAtMillis);
  }

  /// As plain pairs `[replicas, atMillis]`.
  List<List<Long>> toDocument() {
    List<List<Long>> document = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      document.add(List.of((long) replicas[i], atMillis[i]));
    }
    return document;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recommendations that
        && Arrays.equals(replicas, that.replicas)
        && Arrays.equals(atMillis, that.atMillis);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(replicas) + Arrays.hashCode(atMillis);
  }

  @Override
  public String toString() {
    return toDocument().toString();
  }
}
