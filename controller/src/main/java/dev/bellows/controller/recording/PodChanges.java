package dev.bellows.controller.recording;

import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Marks;
import dev.bellows.core.scaling.PodPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Marks what happened to pods between two pictures of the workload, at the instants that the pods
/// themselves tell. A pod is gone when it no longer counts, though it may still drain. One thread
/// at a time.
final class PodChanges {
  private final Marks marks;
  private Map<String, PodPicture> before = Map.of();
  private boolean first = true;

  PodChanges(Marks marks) {
    this.marks = marks;
  }

  void next(List<PodPicture> pods, Instant now) {
    Map<String, PodPicture> current = new HashMap<>();
    for (PodPicture pod : pods) {
      if (pod.terminating()
          || pod.phase() == PodPhase.SUCCEEDED
          || pod.phase() == PodPhase.FAILED) {
        continue;
      }
      current.put(pod.name(), pod);
      if (!first) {
        compare(Optional.ofNullable(before.get(pod.name())), pod);
      }
    }
    for (PodPicture pod : before.values()) {
      if (!current.containsKey(pod.name())) {
        marks.add(now, Mark.Kind.POD_GONE, "pod/" + pod.name(), "Pod is gone");
      }
    }
    before = current;
    first = false;
  }

  private void compare(Optional<PodPicture> earlier, PodPicture pod) {
    String object = "pod/" + pod.name();
    if (earlier.isEmpty()) {
      marks.add(pod.startedAt(), Mark.Kind.POD_CREATED, object, "Pod created");
    }
    boolean wasReady = earlier.map(PodPicture::ready).orElse(false);
    if (pod.ready() && !wasReady && pod.readyAt().isPresent()) {
      Instant readyAt = pod.readyAt().get();
      double seconds = Duration.between(pod.startedAt(), readyAt).toMillis() / 1e3;
      marks.add(
          readyAt,
          Mark.Kind.POD_READY,
          object,
          String.format(Locale.ROOT, "Ready %.1f s after its creation", seconds));
    }
  }
}
