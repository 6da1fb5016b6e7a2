package dev.bellows.controller.loop;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was seen of a workload over the last minute and a half, by the moment of its arrival.
final class Sightings {
  private static final long KEPT_MILLIS = 90_000;

  private final Recent<Pods> pods = new Recent<>();
  private final Recent<Integer> replicas = new Recent<>();
  private final Recent<Metrics> metrics = new Recent<>();

  private record Pods(List<PodObservation> list, Map<String, Map<String, Long>> requestsMilli) {}

  void pods(
      long atMillis, List<PodObservation> list, Map<String, Map<String, Long>> requestsMilli) {
    pods.add(atMillis, new Pods(list, requestsMilli));
  }

  void replicas(long atMillis, int specReplicas) {
    replicas.add(atMillis, specReplicas);
  }

  /// The same answer as before is no news.
  void metrics(long atMillis, Metrics answer) {
    metrics.add(atMillis, answer);
  }

  Optional<Integer> replicasAt(long atMillis) {
    return replicas.at(atMillis).map(Seen::value);
  }

  /// The replicas before they last became so many, and when that was.
  Optional<Seen<Integer>> replicasBefore(int changedTo, long untilMillis, long sinceMillis) {
    Optional<Seen<Integer>> change = replicas.at(untilMillis);
    if (change.isEmpty()
        || change.get().value() != changedTo
        || change.get().atMillis() < sinceMillis) {
      return Optional.empty();
    }
    long moment = change.get().atMillis();
    return replicas.at(moment - 1).map(before -> new Seen<>(moment, before.value()));
  }

  /// What an autoscaler that looked at that tick may have seen.
  ///
  /// @param metricsAtMillis the moment that the snapshot is seen from
  Observation observation(
      long tickMillis,
      long podsAtMillis,
      long metricsAtMillis,
      Snapshot snapshot,
      int specReplicas,
      int statusReplicas) {
    Optional<Pods> seen = pods.at(podsAtMillis).map(Seen::value);
    return new Observation(
        tickMillis,
        specReplicas,
        statusReplicas,
        seen.map(Pods::list).orElse(List.of()),
        seen.map(Pods::requestsMilli).orElse(Map.of()),
        snapshot(snapshot, metricsAtMillis));
  }

  private Metrics snapshot(Snapshot which, long atMillis) {
    Optional<Seen<Metrics>> latest = metrics.at(atMillis);
    Optional<Seen<Metrics>> found =
        switch (which) {
          case LATEST -> latest;
          case PREVIOUS -> latest.flatMap(seen -> metrics.at(seen.atMillis() - 1));
          case NEXT -> metrics.after(atMillis);
        };
    return found.map(Seen::value).orElse(Metrics.NONE);
  }

  /// Something seen, and when it arrived.
  record Seen<T>(long atMillis, T value) {}

  private static final class Recent<T> {
    private final Deque<Seen<T>> newestFirst = new ArrayDeque<>();

    void add(long atMillis, T value) {
      if (!newestFirst.isEmpty() && newestFirst.getFirst().value().equals(value)) {
        return;
      }
      newestFirst.addFirst(new Seen<>(atMillis, value));
      // The value that held at the beginning of the time kept is older than that.
      while (newestFirst.size() > 2 && secondOldest() < atMillis - KEPT_MILLIS) {
        newestFirst.removeLast();
      }
    }

    Optional<Seen<T>> at(long atMillis) {
      for (Seen<T> seen : newestFirst) {
        if (seen.atMillis() <= atMillis) {
          return Optional.of(seen);
        }
      }
      return Optional.empty();
    }

    Optional<Seen<T>> after(long atMillis) {
      Optional<Seen<T>> earliest = Optional.empty();
      for (Seen<T> seen : newestFirst) {
        if (seen.atMillis() <= atMillis) {
          break;
        }
        earliest = Optional.of(seen);
      }
      return earliest;
    }

    private long secondOldest() {
      Iterator<Seen<T>> oldestFirst = newestFirst.descendingIterator();
      oldestFirst.next();
      return oldestFirst.next().atMillis();
    }
  }
}
