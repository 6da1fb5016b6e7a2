package dev.bellows.core.findings;

import dev.bellows.core.findings.Finding.Kind;
import dev.bellows.core.findings.PodUse.CpuSample;
import dev.bellows.core.scorecard.Border;
import dev.bellows.core.scorecard.PodLife;
import dev.bellows.core.scorecard.TimeBudget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Pods burned CPU by starting, and the autoscaler took it for load: it asked for more although the
/// load did not.
final class StartUpCpu implements Detector {

  /// How long a pod counts as starting.
  private static final double YOUNG_SECONDS = 60;

  /// How much more than later a starting pod has to use.
  private static final double TIMES = 1.5;

  @Override
  public Stream<Finding> in(TrialRecord trial) {
    List<TimeBudget> groundless =
        trial.scorecard().scaleUps().stream()
            .filter(budget -> budget.missing().contains(Border.LOAD_CROSSED))
            .filter(budget -> hot(trial, seconds(budget)).isPresent())
            .toList();
    if (groundless.isEmpty()) {
      return Stream.empty();
    }
    TimeBudget first = groundless.getFirst();
    PodUse pod = hot(trial, seconds(first)).orElseThrow();
    return Stream.of(
        new Finding(
            Kind.START_UP_CPU,
            "Starting pods burned CPU, and the autoscaler scaled up for it although the load did not ask for it.",
            Text.of(
                "%s without load, the first %d -> %d; %s used %.0fm while it started",
                groundless.size() == 1 ? "1 scale-up" : groundless.size() + " scale-ups",
                first.fromReplicas(),
                first.toReplicas(),
                pod.name(),
                peak(trial, pod)),
            "a readiness probe that waits until the start-up is over, --horizontal-pod-autoscaler-cpu-initialization-period as long as it, or behavior.scaleUp.stabilizationWindowSeconds: 60",
            Optional.of(seconds(first))));
  }

  private static double seconds(TimeBudget budget) {
    return budget.instantsMillis().getOrDefault(Border.DESIRED_CHANGED, 0L) / 1000.0;
  }

  /// A pod that was young at that moment and used more than later.
  private static Optional<PodUse> hot(TrialRecord trial, double seconds) {
    return trial.uses().stream()
        .filter(use -> {
          OptionalDouble created = created(trial, use);
          return created.isPresent()
              && created.getAsDouble() <= seconds
              && seconds <= created.getAsDouble() + 2 * YOUNG_SECONDS
              && peak(trial, use) > TIMES * later(trial, use);
        })
        .findFirst();
  }

  private static OptionalDouble created(TrialRecord trial, PodUse use) {
    return trial.observed().pods().stream()
        .filter(pod -> pod.name().equals(use.name()))
        .mapToLong(PodLife::createdMillis)
        .mapToDouble(millis -> millis / 1000.0)
        .findFirst();
  }

  private static double peak(TrialRecord trial, PodUse use) {
    double end = created(trial, use).orElse(0) + YOUNG_SECONDS;
    return use.cpu().stream()
        .filter(sample -> sample.atSeconds() <= end)
        .mapToDouble(CpuSample::millicores)
        .max()
        .orElse(0);
  }

  private static double later(TrialRecord trial, PodUse use) {
    double end = created(trial, use).orElse(0) + YOUNG_SECONDS;
    return use.cpu().stream()
        .filter(sample -> sample.atSeconds() > end)
        .mapToDouble(CpuSample::millicores)
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
