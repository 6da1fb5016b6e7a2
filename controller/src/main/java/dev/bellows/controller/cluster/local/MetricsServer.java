package dev.bellows.controller.cluster.local;

import dev.bellows.core.scaling.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// CPU usage as metrics-server reports it: the difference of two readings of a cumulative counter,
/// over the time between them.
///
/// A pod has no metric before its second reading, except that one between 10 s old and one
/// resolution old is measured from its start. Times are cut to whole seconds, windows are not.
final class MetricsServer {
  private static final Duration FRESH = Duration.ofSeconds(10);

  /// A cumulative counter at one moment.
  record Reading(Instant startedAt, Instant time, Duration cpu) {}

  private final Duration resolution;
  private final Map<String, Reading> previous = new HashMap<>();

  MetricsServer(Duration resolution) {
    this.resolution = resolution;
  }

  /// Takes one reading per running pod and gives the metrics that follow.
  Map<String, Sample> scrape(Map<String, Reading> readings) {
    Map<String, Sample> samples = new HashMap<>();
    readings.forEach((pod, reading) ->
        base(previous.get(pod), reading)
            .ifPresent(base -> samples.put(pod, between(base, reading))));
    previous.clear();
    previous.putAll(readings);
    return Map.copyOf(samples);
  }

  private Optional<Reading> base(@Nullable Reading before, Reading reading) {
    if (before != null) {
      return Optional.of(before);
    }
    Duration age = Duration.between(reading.startedAt(), reading.time());
    boolean fresh = age.compareTo(FRESH) >= 0 && age.compareTo(resolution) < 0;
    return fresh
        ? Optional.of(new Reading(reading.startedAt(), reading.startedAt(), Duration.ZERO))
        : Optional.empty();
  }

  private static Sample between(Reading from, Reading to) {
    Duration window = Duration.between(from.time(), to.time());
    double cores = (double) to.cpu().minus(from.cpu()).toNanos() / window.toNanos();
    return new Sample(
        (long) Math.ceil(cores * 1_000),
        to.time().truncatedTo(ChronoUnit.SECONDS).toEpochMilli(),
        window.toMillis());
  }
}
