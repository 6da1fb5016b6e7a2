package dev.bellows.core.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Searches settings that would have cost a given share less under a recorded demand.
///
/// It tries every combination of a higher CPU target, fewer replicas at least, a shorter window
/// before scaling down, and a smaller CPU request at the same scale point, each by the autoscaler
/// itself in virtual time. Among those that save enough it proposes the one that misses the fewest
/// requests, then the one with the fewest changes, then the cheapest. It changes nothing itself.
public final class Optimizer {

  private static final int TARGET_STEP = 10;
  private static final int MOST_TARGET = 90;
  private static final List<Integer> WINDOWS_SECONDS = List.of(120, 60, 30);
  private static final List<Double> REQUEST_SHARES = List.of(0.8, 0.6);

  private record Candidate(Settings settings, Expected expected, int changes) {
    double cost() {
      return expected.cost().run().total();
    }
  }

  private Optimizer() {}

  /// @param percent what to save, 1 to 90
  /// @return empty if the autoscaler has no CPU target in percent of the request
  public static Optional<Proposal> propose(RecordedDemand recorded, int percent) {
    if (percent < 1 || percent > 90) {
      throw new IllegalArgumentException(
          "the saving must be between 1 and 90 percent, but was " + percent);
    }
    return Settings.of(recorded.hpa(), recorded.surroundings().cpuRequestMillicores())
        .map(current -> propose(recorded, current, percent));
  }

  private static Proposal propose(RecordedDemand recorded, Settings current, int percent) {
    Expected before = Expected.of(recorded, current);
    List<Candidate> candidates =
        combinations(current).stream()
            .map(settings ->
                new Candidate(
                    settings, Expected.of(recorded, settings), current.changesTo(settings).size()))
            .toList();
    double most = before.cost().run().total() * (1 - percent / 100.0);
    Optional<Candidate> enough =
        candidates.stream()
            .filter(candidate -> candidate.cost() <= most)
            .min(
                Comparator.comparingLong(
                        (Candidate candidate) -> Math.round(candidate.expected.missedRequests()))
                    .thenComparingInt(Candidate::changes)
                    .thenComparingDouble(Candidate::cost));
    Candidate chosen =
        enough.orElseGet(() ->
            candidates.stream().min(Comparator.comparingDouble(Candidate::cost)).orElseThrow());
    return new Proposal(
        percent,
        enough.isPresent(),
        chosen.settings(),
        current.changesTo(chosen.settings()),
        before,
        chosen.expected());
  }

  /// The settings in force come first, so that nothing is proposed that is no cheaper.
  private static List<Settings> combinations(Settings current) {
    List<Settings> combinations = new ArrayList<>();
    for (Settings sized : sizes(current)) {
      for (Settings aimed : targets(sized)) {
        for (Settings least : minimums(aimed)) {
          combinations.addAll(windows(least));
        }
      }
    }
    return combinations;
  }

  private static List<Settings> sizes(Settings settings) {
    List<Settings> sizes = new ArrayList<>(List.of(settings));
    for (double share : REQUEST_SHARES) {
      sizes.add(
          settings.withRequest(Math.max(1, Math.round(settings.cpuRequestMillicores() * share))));
    }
    return sizes;
  }

  private static List<Settings> targets(Settings settings) {
    List<Settings> targets = new ArrayList<>(List.of(settings));
    IntStream.iterate(
            settings.targetUtilization() + TARGET_STEP,
            target -> target <= MOST_TARGET,
            target -> target + TARGET_STEP)
        .mapToObj(settings::withTarget)
        .forEach(targets::add);
    return targets;
  }

  private static List<Settings> minimums(Settings settings) {
    List<Settings> minimums = new ArrayList<>(List.of(settings));
    for (int least = settings.minReplicas() / 2; least >= 1; least /= 2) {
      minimums.add(settings.withMinReplicas(least));
    }
    return minimums;
  }

  private static List<Settings> windows(Settings settings) {
    List<Settings> windows = new ArrayList<>(List.of(settings));
    for (int seconds : WINDOWS_SECONDS) {
      if (seconds < settings.scaleDownWindowSeconds().orElse(0)) {
        windows.add(settings.withWindow(seconds));
      }
    }
    return windows;
  }
}
