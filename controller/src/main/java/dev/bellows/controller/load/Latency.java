package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

/// Percentiles of latency \[ms\]; all 0 while there is no answer.
record Latency(double p50, double p90, double p95, double p99, double p999, double max) {

  private static final double MICROS_PER_MILLI = 1_000;

  static Latency of(Histogram microseconds) {
    return new Latency(
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

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("p50", p50)
        .put("p90", p90)
        .put("p95", p95)
        .put("p99", p99)
        .put("p999", p999)
        .put("max", max);
  }
}
