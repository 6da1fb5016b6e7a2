package dev.bellows.loadtester.measure;

import org.HdrHistogram.Histogram;

/// Percentiles of latency \[ms\]; all 0 while there is no answer.
public record LatencySummary(
    double p50, double p90, double p95, double p99, double p999, double max) {

  private static final double MICROS_PER_MILLI = 1_000;

  public static LatencySummary of(Histogram microseconds) {
    return new LatencySummary(
        millis(microseconds, 50),
        millis(microseconds, 90),
        millis(microseconds, 95),
        millis(microseconds, 99),
        millis(microseconds, 99.9),
        microseconds.getMaxValue() / MICROS_PER_MILLI);
  }

  private static double millis(Histogram microseconds, double percentile) {
    return microseconds.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
