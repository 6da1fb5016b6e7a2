package dev.bellows.controller.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.controller.cluster.ClusterEvent;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.Watcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Events as they were written through the core API, and through the events API that came later.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TargetEventsTest {
  private final List<ClusterEvent> told = new ArrayList<>();
  private final TargetEvents events = new TargetEvents("web", told::add);

  @Test
  void one_of_the_core_API_has_its_time_in_whole_seconds() {
    events.listed(0, List.of(counted(1, "2026-11-22T12:00:07Z")));
    assertThat(told)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.time()).isEqualTo(Instant.parse("2026-11-22T12:00:07Z"));
          assertThat(event.object()).isEqualTo("hpa/web");
        });
  }

  @Test
  void a_repetition_is_told_once_more_and_a_new_list_tells_nothing_twice() {
    Event twice = counted(2, "2026-11-22T12:00:22Z");
    events.listed(0, List.of(counted(1, "2026-11-22T12:00:07Z")));
    events.changed(1_000, Watcher.Action.MODIFIED, twice);
    events.listed(2_000, List.of(twice));
    assertThat(told).hasSize(2);
  }

  @Test
  void one_of_the_events_API_has_microseconds_and_counts_in_a_series() {
    events.listed(0, List.of(event().withNewEventTime("2026-11-22T12:00:07.123456Z").build()));
    Event series =
        event()
            .withNewEventTime("2026-11-22T12:00:07.123456Z")
            .withNewSeries()
            .withCount(2)
            .withNewLastObservedTime("2026-11-22T12:00:37.654321Z")
            .endSeries()
            .build();
    events.listed(1_000, List.of(series));
    events.listed(2_000, List.of(series));
    assertThat(told)
        .extracting(ClusterEvent::time)
        .containsExactly(
            Instant.parse("2026-11-22T12:00:07.123456Z"),
            Instant.parse("2026-11-22T12:00:37.654321Z"));
  }

  @Test
  void one_without_any_time_has_that_of_its_arrival() {
    events.listed(5_000, List.of(event().build()));
    assertThat(told).extracting(ClusterEvent::time).containsExactly(Instant.ofEpochSecond(5));
  }

  private static Event counted(int count, String last) {
    return event().withCount(count).withLastTimestamp(last).build();
  }

  private static EventBuilder event() {
    return new EventBuilder()
        .withNewMetadata()
        .withName("web.1")
        .withUid("uid-1")
        .endMetadata()
        .withNewInvolvedObject()
        .withKind("HorizontalPodAutoscaler")
        .withName("web")
        .endInvolvedObject()
        .withType("Normal")
        .withReason("SuccessfulRescale")
        .withMessage("New size: 2");
  }
}
