package dev.bellows.core.scaling.hpa;

import dev.bellows.core.scaling.Metrics;
import java.util.List;
import java.util.OptionalLong;

/// Where the one value of a metric of the whole workload is found in an observation.
///
/// Upstream: `metrics/client.go`; the sums are `replica_calculator.go`'s.
sealed interface WholeSource {

  /// The value in thousandths, empty when the metrics API answered with an error.
  OptionalLong cappedMilli(Metrics metrics);

  /// The same for a target per replica, whose sum upstream guards differently.
  OptionalLong guardedMilli(Metrics metrics);

  /// What upstream says when there is none.
  String failure();

  /// One value of one object.
  record OfObject(String namespace, ObjectReference object, String name) implements WholeSource {
    @Override
    public OptionalLong cappedMilli(Metrics metrics) {
      Long milli = metrics.object().get(name);
      return milli == null ? OptionalLong.empty() : OptionalLong.of(milli);
    }

    @Override
    public OptionalLong guardedMilli(Metrics metrics) {
      return cappedMilli(metrics);
    }

    /// The odd order of the words is upstream's: the arguments of its format are in another order
    /// than their places.
    @Override
    public String failure() {
      return "unable to get metric %s: %s on %s %s/%s"
          .formatted(name, object.kind(), namespace, object.name(), "no object metric");
    }
  }

  /// The sum over the series of an external metric.
  record OfSeries(String namespace, String name, String selector) implements WholeSource {

    /// A sum too large for 64 bits stays at the largest number.
    @Override
    public OptionalLong cappedMilli(Metrics metrics) {
      List<Long> values = metrics.external().getOrDefault(name, List.of());
      if (values.isEmpty()) {
        return OptionalLong.empty();
      }
      long sum = 0;
      for (long value : values) {
        if (value > 0 && sum > Long.MAX_VALUE - value) {
          return OptionalLong.of(Long.MAX_VALUE);
        }
        sum += value;
      }
      return OptionalLong.of(sum);
    }

    /// A sum below zero is taken for an overflow, whatever the values were.
    @Override
    public OptionalLong guardedMilli(Metrics metrics) {
      List<Long> values = metrics.external().getOrDefault(name, List.of());
      if (values.isEmpty()) {
        return OptionalLong.empty();
      }
      long sum = 0;
      for (long value : values) {
        sum += value;
        if (sum < 0) {
          return OptionalLong.of(Long.MAX_VALUE);
        }
      }
      return OptionalLong.of(sum);
    }

    @Override
    public String failure() {
      return "unable to get external metric %s/%s/%s: no metrics returned from external metrics API"
          .formatted(namespace, name, selector);
    }
  }
}
