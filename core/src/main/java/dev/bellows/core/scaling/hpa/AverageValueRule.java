package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Sample;
import java.util.Map;

/// The rule of an average value per pod.
///
/// ```
/// usage = trunc(sum(samples) / number of samples)    thousandths, in 64-bit integers
/// ratio = usage / target
/// ```
///
/// Upstream: `replica_calculator.go`, `calcPlainMetricReplicas`; `metrics/utilization.go`,
/// `GetMetricUsageRatio`.
record AverageValueRule(
    MetricSpec spec,
    String description,
    FailureWords words,
    SampleSource source,
    long targetMilli,
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
    int count = pods.counted() + pods.strangers();
    if (count == 0) {
      return words.failure(FailureWords.NO_SAMPLES);
    }
    long totalMilli = pods.countedMilli() + pods.strangersMilli();
    long averageMilli = totalMilli / count;
    double ratio = (double) averageMilli / targetMilli;
    return new PodAverage(
        spec,
        description,
        observation.specReplicas(),
        tolerances,
        pods,
        ratio,
        false,
        0,
        averageMilli,
        PodAverage.needsGuess(pods, ratio) ? guess(pods, ratio, totalMilli) : null);
  }

  private PodAverage.Guess guess(PodGroups pods, double ratio, long totalMilli) {
    int entered = pods.counted() + pods.strangers() + PodAverage.guessedPods(pods, ratio);
    long withGuesses = ratio < 1.0 ? totalMilli + pods.missing() * targetMilli : totalMilli;
    return new PodAverage.Guess((double) (withGuesses / entered) / targetMilli, entered);
  }
}
