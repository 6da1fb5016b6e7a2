package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.ClusterEvent;
import dev.bellows.controller.cluster.EventSink;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.Watcher;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The cluster's events about the target: its Deployment, its autoscaler and all whose names begin
/// with its own. A new list after a broken watch tells none twice.
final class TargetEvents implements ObjectWatch.Listener<Event> {
  private static final int REMEMBERED = 2_000;

  private final String target;
  private final EventSink sink;
  private final Set<String> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  TargetEvents(String target, EventSink sink) {
    this.target = target;
    this.sink = sink;
  }

  @Override
  public void listed(long atMillis, List<Event> all) {
    all.stream()
        .sorted(Comparator.comparing(event -> time(event, atMillis)))
        .forEach(event -> tell(event, time(event, atMillis)));
  }

  @Override
  public void changed(long atMillis, Watcher.Action action, Event event) {
    if (action != Watcher.Action.DELETED) {
      tell(event, Instant.ofEpochMilli(atMillis));
    }
  }

  private void tell(Event event, Instant time) {
    ObjectReference about = event.getInvolvedObject();
    if (about == null || about.getName() == null || !isOurs(about.getName())) {
      return;
    }
    if (told.add(event.getMetadata().getUid() + "/" + occurrences(event))) {
      sink.record(
          new ClusterEvent(
              time,
              String.valueOf(event.getType()),
              String.valueOf(event.getReason()),
              kind(about) + "/" + about.getName(),
              event.getMessage() == null ? "" : event.getMessage()));
    }
  }

  private boolean isOurs(String name) {
    return name.equals(target) || name.startsWith(target + "-");
  }

  private static String kind(ObjectReference about) {
    return "HorizontalPodAutoscaler".equals(about.getKind())
        ? "hpa"
        : String.valueOf(about.getKind()).toLowerCase(Locale.ROOT);
  }

  /// What came through the events API counts in a series of its own; the old count stays empty.
  private static int occurrences(Event event) {
    if (event.getSeries() != null && event.getSeries().getCount() != null) {
      return event.getSeries().getCount();
    }
    return event.getCount() == null ? 1 : event.getCount();
  }

  private static Instant time(Event event, long otherwiseMillis) {
    @Nullable String last = event.getLastTimestamp();
    if (event.getSeries() != null && event.getSeries().getLastObservedTime() != null) {
      last = event.getSeries().getLastObservedTime().getTime();
    } else if (last == null && event.getEventTime() != null) {
      last = event.getEventTime().getTime();
    }
    return last == null ? Instant.ofEpochMilli(otherwiseMillis) : Instant.parse(last);
  }
}
