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
///
/// Readings may follow each other too closely (after this process was suspended, missed ones come
/// back to back) or even run backwards (the clock was set): then the last metric stays.
final class MetricsServer {
  private static final Duration FRESH = Duration.ofSeconds(10);

  /// A cumulative counter at one moment.
  record Reading(Instant startedAt, Instant time, Duration cpu) {}

  private final Duration resolution;
  private final Map<String, Reading> previous = new HashMap<>();
  private final Map<String, Sample> latest = new HashMap<>();

  MetricsServer(Duration resolution) {
    this.resolution = resolution;
  }

  /// Takes one reading per running pod and gives the metrics that follow.
  Map<String, Sample> scrape(Map<String, Reading> readings) {
    previous.keySet().retainAll(readings.keySet());
    latest.keySet().retainAll(readings.keySet());
    readings.forEach(this::take);
    return Map.copyOf(latest);
  }

  private void take(String pod, Reading reading) {
    Reading base = base(previous.get(pod), reading).orElse(null);
    if (base == null) {
      previous.put(pod, reading);
      return;
    }
    Duration window = Duration.between(base.time(), reading.time());
    if (window.compareTo(resolution.dividedBy(2)) >= 0) {
      latest.put(pod, between(base, reading));
      previous.put(pod, reading);
    } else if (window.isNegative()) {
      previous.put(pod, reading);
    }
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
