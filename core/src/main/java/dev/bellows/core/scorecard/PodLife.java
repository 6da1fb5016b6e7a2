package dev.bellows.core.scorecard;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/// When a pod came and went, on the clock of the recording. What was not observed is absent.
///
/// @param createdMillis when the API server stored it
/// @param readyMillis when it was first Ready
/// @param goneMillis when its deletion began
public record PodLife(
    String name, long createdMillis, OptionalLong readyMillis, OptionalLong goneMillis) {

  /// From creation to Ready \[ms\].
  public OptionalLong startUpMillis() {
    return readyMillis.isPresent()
        ? OptionalLong.of(readyMillis.getAsLong() - createdMillis)
        : OptionalLong.empty();
  }

  /// The start-up times of all pods that became Ready.
  public static Optional<Percentiles> startUp(Collection<PodLife> pods) {
    return Percentiles.of(
        pods.stream().flatMapToLong(pod -> pod.startUpMillis().stream()).boxed().toList());
  }
}
