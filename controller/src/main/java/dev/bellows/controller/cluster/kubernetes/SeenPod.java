package dev.bellows.controller.cluster.kubernetes;

import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A pod as it was last seen, and when it was first seen so.
///
/// Times of objects have whole seconds. What happened while we watched has the time at which the
/// watch told it, which is finer; what happened before has the object's.
///
/// @param createdAt when the pod came
/// @param readyAt when it last became ready, while it is
record SeenPod(Pod pod, Instant createdAt, @Nullable Instant readyAt) {

  /// As found in a list: nothing is known but what it says.
  static SeenPod found(Pod pod) {
    return new SeenPod(
        pod,
        Instant.parse(pod.getMetadata().getCreationTimestamp()),
        isReady(pod) ? readyTransition(pod) : null);
  }

  static SeenPod added(Pod pod, Instant now) {
    return new SeenPod(pod, now, isReady(pod) ? now : null);
  }

  SeenPod changedTo(Pod next, Instant now) {
    if (!isReady(next)) {
      return new SeenPod(next, createdAt, null);
    }
    return new SeenPod(next, createdAt, readyAt == null ? now : readyAt);
  }

  String name() {
    return pod.getMetadata().getName();
  }

  boolean isActive() {
    return !isTerminating() && phase() != PodPhase.SUCCEEDED && phase() != PodPhase.FAILED;
  }

  boolean isReady() {
    return readyAt != null && isActive();
  }

  PodPicture picture(OptionalLong cpuMillicores) {
    return new PodPicture(
        name(),
        phase(),
        isReady(),
        isTerminating(),
        cpuMillicores,
        createdAt,
        Optional.ofNullable(readyAt),
        0,
        0,
        0);
  }

  /// What an autoscaler reads of the pod: its own times, in whole seconds.
  PodObservation observation() {
    @Nullable PodCondition ready = readyCondition(pod);
    @Nullable String startedAt = pod.getStatus() == null ? null : pod.getStatus().getStartTime();
    return new PodObservation(
        name(),
        phase(),
        startedAt == null
            ? OptionalLong.empty()
            : OptionalLong.of(Instant.parse(startedAt).toEpochMilli()),
        readiness(ready),
        ready == null || ready.getLastTransitionTime() == null
            ? OptionalLong.empty()
            : OptionalLong.of(Instant.parse(ready.getLastTransitionTime()).toEpochMilli()),
        isTerminating());
  }

  private boolean isTerminating() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private PodPhase phase() {
    @Nullable String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return switch (phase) {
      case "Running" -> PodPhase.RUNNING;
      case "Succeeded" -> PodPhase.SUCCEEDED;
      case "Failed" -> PodPhase.FAILED;
      case "Unknown" -> PodPhase.UNKNOWN;
      case null, default -> PodPhase.PENDING;
    };
  }

  private static Readiness readiness(@Nullable PodCondition ready) {
    return switch (ready == null ? "" : ready.getStatus()) {
      case "True" -> Readiness.TRUE;
      case "False" -> Readiness.FALSE;
      case "Unknown" -> Readiness.UNKNOWN;
      default -> Readiness.ABSENT;
    };
  }

  private static boolean isReady(Pod pod) {
    return readiness(readyCondition(pod)) == Readiness.TRUE;
  }

  private static Instant readyTransition(Pod pod) {
    @Nullable PodCondition ready = readyCondition(pod);
    return Instant.parse(
        ready != null && ready.getLastTransitionTime() != null
            ? ready.getLastTransitionTime()
            : pod.getMetadata().getCreationTimestamp());
  }

  private static @Nullable PodCondition readyCondition(Pod pod) {
    if (pod.getStatus() == null) {
      return null;
    }
    for (PodCondition condition : pod.getStatus().getConditions()) {
      if (condition.getType().equals("Ready")) {
        return condition;
      }
    }
    return null;
  }
}
