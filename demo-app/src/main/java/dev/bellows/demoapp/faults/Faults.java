package dev.bellows.demoapp.faults;

import dev.bellows.demoapp.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/// Makes requests wait, fail or hang before they reach what they asked for. Probes, metrics and the
/// switches themselves stay healthy, so that the platform does not tear the pod down.
@Singleton
class Faults {

  private static final int BEFORE_THE_RESOURCES = 100;

  private final Frozen frozen = new Frozen();
  private final Counter delayed;
  private final Counter failed;
  private final Counter hung;
  private volatile FaultSettings settings = FaultSettings.NONE;

  Faults(MeterRegistry metrics) {
    this.delayed = counter(metrics, "delay");
    this.failed = counter(metrics, "error");
    this.hung = counter(metrics, "freeze");
  }

  private static Counter counter(MeterRegistry metrics, String kind) {
    return Counter.builder("bellows.faults")
        .tag("kind", kind)
        .description("Requests that a fault has hit")
        .register(metrics);
  }

  FaultSettings settings() {
    return settings;
  }

  FaultSettings apply(FaultSettings replacement) {
    settings = replacement;
    if (!replacement.freeze()) {
      frozen.thaw();
    }
    return replacement;
  }

  /// A frozen request must be answered before the pod goes, so this comes before any waiting.
  void endAtShutdown(@Observes @Priority(1) ShutdownDelayInitiatedEvent sigterm) {
    apply(FaultSettings.NONE);
  }

  void interveneInEveryRequest(@Observes Filters filters) {
    filters.register(this::intervene, BEFORE_THE_RESOURCES);
  }

  private void intervene(RoutingContext exchange) {
    FaultSettings now = settings;
    if (now == FaultSettings.NONE || isExempt(exchange.request().path())) {
      exchange.next();
      return;
    }
    exchange.request().pause();
    if (now.freeze()) {
      hung.increment();
      frozen.hold(exchange, () -> settings.freeze());
      return;
    }
    if (now.delayMillis() == 0) {
      failOrServe(exchange, now.errorRate());
      return;
    }
    delayed.increment();
    exchange.vertx().setTimer(now.delayMillis(), due -> failOrServe(exchange, now.errorRate()));
  }

  private void failOrServe(RoutingContext exchange, double errorRate) {
    exchange.request().resume();
    if (ThreadLocalRandom.current().nextDouble() >= errorRate) {
      exchange.next();
      return;
    }
    failed.increment();
    ProblemException.failed("this failure was asked for by PUT /faults").answer(exchange);
  }

  private static boolean isExempt(String path) {
    return path.startsWith("/q/") || path.equals("/faults") || path.equals("/readiness");
  }
}
