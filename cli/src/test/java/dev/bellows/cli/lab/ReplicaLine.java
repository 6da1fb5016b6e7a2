package dev.bellows.cli.lab;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A number of replicas as a step function of time.
final class ReplicaLine {
  private final TreeMap<Double, Long> steps = new TreeMap<>();

  void observe(double atSeconds, long replicas) {
    if (steps.isEmpty() || steps.lastEntry().getValue() != replicas) {
      steps.put(atSeconds, replicas);
    }
  }

  /// When the last change came.
  double endSeconds() {
    return steps.lastKey();
  }

  /// Tells whether the other line is never more than the given replicas above or below what this
  /// one shows within the given seconds around the same moment.
  boolean holds(ReplicaLine other, double withinSeconds, long replicas) {
    return other.steps.keySet().stream()
            .flatMap(at -> Stream.of(at, at + withinSeconds))
            .allMatch(at -> holdsAt(at, other.at(at), withinSeconds, replicas))
        && steps.keySet().stream()
            .allMatch(at -> other.holdsAt(at, this.at(at), withinSeconds, replicas));
  }

  private boolean holdsAt(double at, long value, double withinSeconds, long replicas) {
    Map<Double, Long> around = steps.subMap(at - withinSeconds, true, at + withinSeconds, true);
    long least =
        Math.min(
            at(at - withinSeconds),
            around.values().stream().min(Long::compare).orElse(Long.MAX_VALUE));
    long most =
        Math.max(at(at - withinSeconds), around.values().stream().max(Long::compare).orElse(0L));
    return value >= least - replicas && value <= most + replicas;
  }

  private long at(double seconds) {
    Map.Entry<Double, Long> step = steps.floorEntry(seconds);
    return (step == null ? steps.firstEntry() : step).getValue();
  }

  /// For example `0 s: 1, 24 s: 2, 54 s: 4`.
  @Override
  public String toString() {
    return steps.entrySet().stream()
        .map(step -> String.format(Locale.ROOT, "%.0f s: %d", step.getKey(), step.getValue()))
        .collect(Collectors.joining(", "));
  }
}
