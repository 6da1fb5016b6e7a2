package dev.bellows.loadtester.api;

import dev.bellows.loadtester.measure.FailureKind;
import dev.bellows.loadtester.measure.Interval;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The load in Prometheus' terms, added up over all runs once a second.
@Singleton
final class LoadMetrics {

  private final MeterRegistry registry;
  private final LatencyHistogram corrected;
  private final LatencyHistogram service;
  private final LatencyHistogram lag;
  private final Counter sent;
  private final Counter received;
  private final Counter answered;
  private final Counter dropped;
  private final Map<FailureKind, Counter> failed = new EnumMap<>(FailureKind.class);

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
    sent = counter("bellows.load.sent", "Requests sent, those of warm-ups included.");
    received = counter("bellows.load.received.bytes", "Bytes received in answers.");
    // All are there from the start: what begins to exist with its first event has no rate for it.
    answered = requests("answered", "none");
    dropped = requests("dropped", "none");
    for (FailureKind kind : FailureKind.values()) {
      failed.put(kind, requests("failed", word(kind)));
    }
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
    gauge(
        "bellows.load.waiting",
        "Requests that are due but have no connection.",
        runs,
        Run::waiting);
    gauge(
        "bellows.load.invalid.runs",
        "Runs that go on and whose generator did not keep the schedule.",
        runs,
        run -> run.running() && run.invalid() ? 1 : 0);
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
    interval.failures().forEach((kind, count) -> failed.get(kind).increment(count));
    answered.increment(interval.corrected().getTotalCount());
    dropped.increment(interval.dropped());
    sent.increment(interval.sent());
    received.increment(interval.bytes());
  }

  private Counter counter(String name, String help) {
    return Counter.builder(name).description(help).register(registry);
  }

  private Counter requests(String outcome, String kind) {
    return Counter.builder("bellows.load.requests")
        .description("Requests by outcome and kind of failure, without those of warm-ups.")
        .tag("outcome", outcome)
        .tag("kind", kind)
        .register(registry);
  }

  private static String word(FailureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
