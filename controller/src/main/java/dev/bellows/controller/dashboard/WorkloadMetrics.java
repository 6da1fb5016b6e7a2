package dev.bellows.controller.dashboard;

import dev.bellows.controller.cluster.PodPicture;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// Meters of the workload, read from the latest picture whenever somebody scrapes them.
@Singleton
final class WorkloadMetrics {
  private static final Duration PODS_EVERY = Duration.ofSeconds(5);

  private final MeterRegistry registry;
  private final WorkloadView workload;

  WorkloadMetrics(MeterRegistry registry, WorkloadView workload) {
    this.registry = registry;
    this.workload = workload;
  }

  void register(@Observes StartupEvent start) {
    replicas("desired", WorkloadPicture::desired);
    replicas("current", WorkloadPicture::current);
    replicas("ready", WorkloadPicture::ready);
    FunctionCounter.builder(
            "bellows.balancer.refused", workload, view -> view.latest().refusedConnections())
        .description("Connections that found no ready pod")
        .register(registry);
    MultiGauge cpu = perPod("bellows.pod.cpu.millicores", "CPU that the pod uses");
    MultiGauge open = perPod("bellows.balancer.connections.open", "Open connections of the pod");
    MultiGauge total =
        perPod("bellows.balancer.connections.given", "Connections given to the pod so far");
    MultiGauge failed =
        perPod("bellows.balancer.connections.failed", "Connections that did not reach the pod");
    // Pods come and go, so their meters are renewed on a timer; a scrape cannot trigger that.
    Multi.createFrom()
        .ticks()
        .every(PODS_EVERY)
        .onOverflow()
        .drop()
        .subscribe()
        .with(tick -> {
          renew(cpu, pod -> pod.cpuMillicores().orElse(0));
          renew(open, PodPicture::openConnections);
          renew(total, PodPicture::totalConnections);
          renew(failed, PodPicture::failedConnections);
        });
  }

  private void replicas(String state, ToIntFunction<WorkloadPicture> count) {
    Gauge.builder("bellows.replicas", workload, view -> count.applyAsInt(view.latest()))
        .description("Replicas of the workload")
        .tag("state", state)
        .register(registry);
  }

  private MultiGauge perPod(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private void renew(MultiGauge gauge, ToDoubleFunction<PodPicture> value) {
    gauge.register(
        workload.latest().pods().stream()
            .map(pod -> MultiGauge.Row.of(Tags.of("pod", pod.name()), value.applyAsDouble(pod)))
            .toList(),
        true);
  }
}
