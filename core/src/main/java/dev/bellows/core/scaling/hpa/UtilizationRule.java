package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Sample;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rule of a utilization target: usage as a percentage of what the pods request.
///
/// ```
/// utilization = trunc(100 x sum(usage) / sum(request))    in 64-bit integers, then cut to 32 bits
/// ratio       = utilization / target
/// ```
///
/// Upstream: `replica_calculator.go`, `GetResourceReplicas`; `metrics/utilization.go`,
/// `GetResourceUtilizationRatio`.
///
/// @param container one container's request alone, or null for the sum over all
record UtilizationRule(
    MetricSpec spec,
    String description,
    FailureWords words,
    SampleSource source,
    @Nullable String container,
    int targetPercent,
    Tolerances tolerances,
    ControllerSettings settings)
    implements MetricRule {

  @Override
  public MetricTrace evaluate(Observation observation) {
    Map<String, Sample> samples = source.samples(observation.metrics());
    if (samples.isEmpty()) {
      return words.failure(source.failure());
    }
    if (observation.pods().isEmpty()) {
      return words.failure(FailureWords.NO_PODS);
    }
    PodGroups pods = PodGroups.of(observation, samples, source.judgesReadiness(), settings);
    if (pods.counted() + pods.strangers() == 0) {
      return words.failure(FailureWords.NO_SAMPLES);
    }
    ContainerRequests requests = ContainerRequests.of(observation, spec.name(), container);
    if (requests.failure() != null) {
      return words.failure(requests.failure());
    }
    long requestMilli = requests.milliPerPod();
    if (requestMilli * pods.counted() == 0) {
      return words.failure("no metrics returned matched known pods");
    }
    int utilization = percent(pods.countedMilli(), requestMilli * pods.counted());
    double ratio = (double) utilization / targetPercent;
    return new PodAverage(
        spec,
        description,
        observation.specReplicas(),
        tolerances,
        pods,
        ratio,
        true,
        utilization,
        pods.countedMilli() / pods.counted(),
        PodAverage.needsGuess(pods, ratio) ? guess(pods, ratio, requestMilli) : null);
  }

  private PodAverage.Guess guess(PodGroups pods, double ratio, long requestMilli) {
    int guessed = PodAverage.guessedPods(pods, ratio);
    long usageMilli = pods.countedMilli();
    if (ratio < 1.0) {
      usageMilli += pods.missing() * (requestMilli * Math.max(100, targetPercent) / 100);
    }
    int utilization = percent(usageMilli, requestMilli * (pods.counted() + guessed));
    return new PodAverage.Guess(
        (double) utilization / targetPercent, pods.counted() + pods.strangers() + guessed);
  }

  private static int percent(long usageMilli, long requestMilli) {
    return (int) (usageMilli * 100 / requestMilli);
  }
}
