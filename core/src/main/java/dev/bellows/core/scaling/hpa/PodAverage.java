package dev.bellows.core.scaling.hpa;

import org.jspecify.annotations.Nullable;

/// The proposal of a metric that is an average over pods: Resource, ContainerResource and Pods.
///
/// ```
/// ratio    = usage / target                         usage: percent of the request, or thousandths per pod
/// replicas = ceil(ratio x counted pods)             when no pod is missing and none is unready on the way up
///          = ceil(ratio' x pods that entered it)    otherwise; ratio' is the ratio with careful guesses for those pods
/// ```
///
/// Upstream: `replica_calculator.go`, `GetResourceReplicas` and `calcPlainMetricReplicas`, which
/// share this shape; `metrics/utilization.go` for the ratios.
///
/// @param current the replicas asked for now
/// @param tolerances how far from 1 the ratio may be
/// @param pods who was counted
/// @param firstRatio usage / target over the counted pods
/// @param isUtilization whether usage is measured as a percentage of the request
/// @param utilization percent of the request over the counted pods; means nothing where usage is
///   not measured so
/// @param averageMilli usage per counted pod, in thousandths; a plain average has the samples of
///   [PodGroups#strangers] in it too
/// @param guess the second pass with guesses for missing and unready pods, or null where it was not
///   needed
public record PodAverage(
    MetricSpec spec,
    String description,
    int current,
    Tolerances tolerances,
    PodGroups pods,
    double firstRatio,
    boolean isUtilization,
    int utilization,
    long averageMilli,
    @Nullable Guess guess)
    implements MetricProposal {
  /// The second pass. On the way down a missing pod counts with its full request, or with the
  /// target where that is higher; in a plain average with the target. On the way up missing and
  /// unready pods count with nothing.
  ///
  /// @param ratio the usage ratio with the guesses
  /// @param pods how many samples and guesses entered it
  public record Guess(double ratio, int pods) {
    int replicas() {
      return GoNumbers.int32(Math.ceil(ratio * pods));
    }
  }

  /// Whether unready pods are guessed to use nothing: on the way up alone, lest a start-up feed
  /// itself.
  static boolean guessesUnready(PodGroups pods, double ratio) {
    return pods.unready() > 0 && ratio > 1.0;
  }

  /// How many pods enter the second pass with a guess. A ratio of exactly 1 guesses for nobody.
  static int guessedPods(PodGroups pods, double ratio) {
    int missing = ratio < 1.0 || ratio > 1.0 ? pods.missing() : 0;
    return guessesUnready(pods, ratio) ? missing + pods.unready() : missing;
  }

  static boolean needsGuess(PodGroups pods, double ratio) {
    return pods.missing() > 0 || guessesUnready(pods, ratio);
  }

  @Override
  public ProposalRule rule() {
    if (guess == null) {
      return tolerances.contains(firstRatio)
          ? ProposalRule.WITHIN_TOLERANCE
          : ProposalRule.PROPORTIONAL;
    }
    if (tolerances.contains(guess.ratio)) {
      return ProposalRule.GUESSES_WITHIN_TOLERANCE;
    }
    if (firstRatio < 1.0 && guess.ratio > 1.0 || firstRatio > 1.0 && guess.ratio < 1.0) {
      return ProposalRule.GUESSES_TURN_DIRECTION;
    }
    int replicas = guess.replicas();
    if (guess.ratio < 1.0 && replicas > current || guess.ratio > 1.0 && replicas < current) {
      return ProposalRule.COUNT_TURNS_DIRECTION;
    }
    return ProposalRule.PROPORTIONAL;
  }

  @Override
  public int replicas() {
    if (rule().keepsReplicas()) {
      return current;
    }
    return guess == null
        ? GoNumbers.int32(Math.ceil(firstRatio * pods.counted()))
        : guess.replicas();
  }

  @Override
  public double usageRatio() {
    return guess == null ? firstRatio : guess.ratio;
  }
}
