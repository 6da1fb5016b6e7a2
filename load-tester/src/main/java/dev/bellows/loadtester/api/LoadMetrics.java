package dev.bellows.loadtester.api;

import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.Interval;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The load in Prometheus' terms, added up over all runs once a second.
@Singleton
final class LoadMetrics {

  private final MeterRegistry registry;
  private final LatencyHistogram corrected;
  private final LatencyHistogram service;
  private final LatencyHistogram lag;

  LoadMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
    corrected =
        new LatencyHistogram(
            "bellows_load_corrected_latency_seconds",
            "Latency of answers from the time at which the request was due.");
    service =
        new LatencyHistogram(
            "bellows_load_service_time_seconds", "Latency of answers from the moment of sending.");
    lag =
        new LatencyHistogram(
            "bellows_load_schedule_lag_seconds",
            "How late the generator noticed that a request was due.");
    List.of(corrected, service, lag)
        .forEach(histogram -> histogram.register(registry.getPrometheusRegistry()));
  }

  void watch(Supplier<List<Run>> runs) {
    gauge(
        "bellows.load.target.rate",
        "Requests/s that the schedules ask for.",
        runs,
        Run::targetRate);
    gauge(
        "bellows.load.achieved.rate",
        "Requests/s sent in the last second.",
        runs,
        Run::achievedRate);
    gauge("bellows.load.in.flight", "Requests without an answer yet.", runs, Run::inFlight);
    gauge("bellows.load.runs", "Runs that go on.", runs, run -> run.running() ? 1 : 0);
  }

  private void gauge(
      String name, String help, Supplier<List<Run>> runs, ToDoubleFunction<Run> value) {
    Gauge.builder(name, runs, all -> all.get().stream().mapToDouble(value).sum())
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  void record(Interval interval) {
    corrected.add(interval.corrected());
    service.add(interval.service());
    lag.add(interval.lag());
    interval.failures().forEach((kind, count) -> count("failed", word(kind), count));
    count("answered", "none", interval.corrected().getTotalCount());
    count("dropped", "none", interval.dropped());
  }

  private void count(String outcome, String kind, long count) {
    registry.counter("bellows.load.requests", "outcome", outcome, "kind", kind).increment(count);
  }

  private static String word(FailureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
