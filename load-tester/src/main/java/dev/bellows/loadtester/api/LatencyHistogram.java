package dev.bellows.loadtester.api;

import dev.bellows.loadtester.measure.Recorder;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// An HdrHistogram as a Prometheus histogram. Its ladder has ten rungs to the decade from 100
/// microseconds to 100 seconds, so that a p99 read from it is at most a quarter off.
final class LatencyHistogram extends Collector {

  private static final double MICROS_PER_SECOND = 1e6;
  private static final double[] RUNGS = {1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8};
  private static final double LOWEST_SECONDS = 1e-4;
  private static final int DECADES = 6;

  private final String name;
  private final String help;
  private final Histogram total = Recorder.microseconds();

  LatencyHistogram(String name, String help) {
    this.name = name;
    this.help = help;
  }

  synchronized void add(Histogram microseconds) {
    total.add(microseconds);
  }

  @Override
  public synchronized List<MetricFamilySamples> collect() {
    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
    double decade = LOWEST_SECONDS;
    for (int i = 0; i < DECADES; i++, decade *= 10) {
      for (double rung : RUNGS) {
        double seconds = decade * rung;
        long below = total.getCountBetweenValues(0, Math.round(seconds * MICROS_PER_SECOND));
        samples.add(
            bucket(
                Collector.doubleToGoString(
                    Math.round(seconds * MICROS_PER_SECOND) / MICROS_PER_SECOND),
                below));
      }
    }
    samples.add(bucket("+Inf", total.getTotalCount()));
    samples.add(sample("_count", total.getTotalCount()));
    samples.add(sample("_sum", sumMicros() / MICROS_PER_SECOND));
    return List.of(new MetricFamilySamples(name, Type.HISTOGRAM, help, samples));
  }

  /// Added up in the same order each time, so that it never decreases by a rounding.
  private double sumMicros() {
    double sum = 0;
    for (HistogramIterationValue value : total.recordedValues()) {
      sum +=
          (double) value.getCountAtValueIteratedTo()
              * total.medianEquivalentValue(value.getValueIteratedTo());
    }
    return sum;
  }

  private MetricFamilySamples.Sample bucket(String bound, long count) {
    return new MetricFamilySamples.Sample(name + "_bucket", List.of("le"), List.of(bound), count);
  }

  private MetricFamilySamples.Sample sample(String suffix, double value) {
    return new MetricFamilySamples.Sample(name + suffix, List.of(), List.of(), value);
  }
}
